"""Three hints for each function of 05: a question, where to look, the way in words."""

SIGMOID = (
    "What is the exponential of 800, and for which entries of `z` does the textbook formula ask for something like it?",
    "The formula can be written in two ways, one with the exponential of -z and one with that of z. Each of them "
    "is safe on one side of 0 only.",
    "An exponential is never large when its argument is never above 0, as minus an absolute value is. Build both "
    "forms from that one exponential and choose between them by the sign of `z`, entry by entry. A single number "
    "and whole numbers must work, too.",
)

D_SIGMOID = (
    "If all that you know of a point on the curve is how high it lies, can you still say how steep the curve is there?",
    "The slope is 0 where `s` is 0, and 0 again where `s` is 1; in the middle it is largest. Look for a short "
    "expression of `s` that does this, without an exponential.",
    "There are two factors: one is the height itself, the other is what is missing to the top. Check it: where "
    "`s` is one half, the slope is a quarter.",
)

D_TANH = (
    "Where is tanh steepest, and how high does it lie there?",
    "The slope is 1 where `y` is 0, and 0 where `y` is 1 or -1. It is the same for `y` and for -y.",
    "Begin with the largest slope and take something away: a quantity without a sign that is 0 in the middle and "
    "1 at both ends. Check it: where `y` is 0.6, the slope is 0.64.",
)
