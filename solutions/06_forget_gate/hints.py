"""Three hints for each function of 06: a question, where to look, the way in words."""

FORGET_GATE = (
    "Which two things does a gate look at, and how do they become one row for each example?",
    "Join each row of `x_t` with the same row of `h_prev`, so that the row becomes longer and not the batch. The "
    "first rows of `W_f` belong to the input: that gives the order.",
    "The joined rows go through one layer, first the weights and then the bias, and what comes out goes through "
    "`sigmoid`. Print the shapes on the way: (B, D+H), then (B, H) to the end.",
)

KEEP = (
    "Each unit has a memory and a share of its own. Whose share says how much of whose memory stays?",
    "Nothing is added up: the result has as many numbers as `c_prev`, and each of them comes from one share and "
    "one memory.",
    "Scale every entry by the entry that stands in the same place. Put the result into a new array: whoever "
    "called you still needs the old memory.",
)

HALF_LIFE = (
    "With a gate of 0.9, what is left of a memory of 1 after one step, after two steps, after n steps?",
    "You know the share that each step keeps, and you know that a half is left in the end. What you look for is "
    "an exponent: which function turns an exponent into a factor?",
    "Take the logarithm of both sides and solve for n. Then look at both ends: what does your formula give for a "
    "gate of 0 and for a gate of 1, and with which sign?",
)
