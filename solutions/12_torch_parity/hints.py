"""Three hints for each function of 12: a question, where to look, the way in words."""

FROM_TORCH = (
    "How many rows has `weight_hh_l0`, and which of them belong to the candidate?",
    "The rows come in four blocks of `H`, one block a gate, in torch's order: input gate, forget gate, candidate, "
    "output gate. Here a column is a unit, so a block must be turned over.",
    "For each gate take its block of both matrices, turn both over, and put the one that reads the input on top. Its "
    "bias is the same block of the two biases, added.",
)

TO_TORCH = (
    "How many rows of `W_f` read the input, if you know how many units there are?",
    "Pack the four matrices side by side in torch's order and the four biases likewise. Then the upper rows are what "
    "reads the input, and the lower ones what reads the state.",
    "Take each part, turned over: its rows are units now. All of the bias goes into the first of torch's two, and the "
    "second is zeros of the same shape.",
)

STACKED_FORWARD = (
    "What does the second layer read, and what does it read it from?",
    "Each layer is one call of `lstm_forward`, from zero states as wide as this layer: its biases tell the width. Of "
    "what the call returns, the layer above needs the states of all steps.",
    "Begin with `x`. For each layer of the list, in its order, replace what you hold by the states that the layer "
    "makes of it. What you hold at the end is the result.",
)
