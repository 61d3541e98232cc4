"""Three hints for each function of 14: a question, where to look, the way in words."""

SOFTMAX_CROSS_ENTROPY = (
    "What is the logarithm of a share, if you never form the share itself?",
    "It is the score minus the logarithm of the sum of the exponentials, and nothing changes when the largest score "
    "is taken off first. The gradient by a score is the share of its word, less 1 at the right word.",
    "Count the real words. The loss is the sum over them of minus the logarithm at the target, over their number. The "
    "gradient is divided by the same number, and set to 0 at the padding.",
)

CLIP_BY_GLOBAL_NORM = (
    "How long is a vector that holds the numbers of all arrays, one after the other?",
    "Add up all squares of all arrays, and take one root at the end. Then there are two cases, and in one of them "
    "there is nothing to do.",
    "If the length is above the limit, every array is scaled by one factor: the limit over the length. Return the new "
    "dict, and the length as it was before.",
)

ADAM_STEP = (
    "What does Adam remember of the gradients before, and what stands in its place at the first step?",
    "Two running means for each number: of the gradient and of its square. Both start at 0, so early in the training "
    "they are too small, by a factor that the step's number tells.",
    "For each name: the old pair, or zeros; the two new means; both divided by what is missing to 1; the step, the "
    "rate times the one over the root of the other and eps. Keep the means as they were before that division.",
)

BPTT_WINDOWS = (
    "If each column is a reader, which stretch of the text does it read, from its first window to its last?",
    "Count the windows that fit, with a word left for the last target. Each reader gets one unbroken stretch, and the "
    "windows cut all stretches at the same places.",
    "Cut off what does not fill a window. One row for each reader, then the row in windows; at the end the axes in "
    "the order that was asked for. The targets are the same cut, begun one word later.",
)
