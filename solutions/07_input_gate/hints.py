"""Three hints for each function of 07: a question, where to look, the way in words."""

INPUT_GATE = (
    "Which function of the chapter before does nearly the same, and what is new about this one?",
    "It reads the same two arrays in the same order and answers with a share again. Other than before are the "
    "weights, the bias, and what the share is used for.",
    "Join the rows with the input in front, send them through the layer that belongs to this gate, and squash the "
    "sums into (0, 1).",
)

CANDIDATE = (
    "A memory can be raised or lowered by what is written. Which squashing can answer with a negative number?",
    "Up to the sums it is built like a gate, with weights and a bias of its own. The last step is the one that "
    "differs.",
    "Join the rows, apply weights and bias as for a gate, then squash the sums so that they lie between -1 and 1, "
    "with 0 in the middle.",
)

WRITE = (
    "When the gate is 0, how much may be written, whatever the candidate would like?",
    "The candidate says what, the gate says how much, and every unit decides for itself. The result has the shape "
    "of both.",
    "Scale every entry of the candidate by the gate's entry in the same place. Nothing is added up, and both were "
    "squashed before they came to you.",
)
