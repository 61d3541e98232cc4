"""Three hints for each function of 09: a question, where to look, the way in words."""

OUTPUT_GATE = (
    "What does this gate decide that the forget gate and the input gate leave open, and does it need to see "
    "anything else for that?",
    "It decides how much of the cell is shown, and yet it does not look at the cell: it reads what the other "
    "gates read.",
    "Join the rows with the input in front, send them through the layer that belongs to this gate, and squash the "
    "sums into shares.",
)

HIDDEN_STATE = (
    "The cell may hold 50. How does the hidden state stay between -1 and 1 all the same?",
    "Two things happen on the way out: a squashing and a scaling. Which of them comes first, if a gate of one "
    "half must show half of what an open gate shows?",
    "Squash the cell first, between -1 and 1, then scale every entry by the gate's entry in the same place. The "
    "cell itself is left as it was.",
)
