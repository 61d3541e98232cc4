"""Three hints for each function of 03: a question, where to look, the way in words."""

RNN_STEP = (
    "What does the network know when a word arrives, and how do the two pieces become one row for each example?",
    "Join each row of `x_t` with the same row of `h_prev`, the input in front: the row becomes longer, the batch does "
    "not. The first rows of `W` belong to the input.",
    "The joined rows go through one layer, the weights and then the bias, and what comes out goes through NumPy's "
    "tanh. Print the shapes on the way: (B, D+H), then (B, H) to the end.",
)

RNN_FORWARD = (
    "Which old state does the first step read, and which does the step after it?",
    "The step that you have written does all the work. It has to be called once for each of the T inputs, in the order "
    "of time, and `x[t]` is all that it needs of `x`.",
    "Begin with the state that you were given. In each round put the new state aside, and hand it on as the old state "
    "of the next round. At the end the T states become one array, time first.",
)
