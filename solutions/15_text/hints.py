"""Three hints for each function of 15: a question, where to look, the way in words."""

PERPLEXITY = (
    "If a model spreads its shares evenly over 13 words, what must come out?",
    "The mean loss over the real words is in nats, a natural logarithm. Undo that logarithm once, at the very end.",
    "Logarithms of the shares as in 14, the largest score taken off first. Pick those of the right words, keep the "
    "real ones, take their mean with a minus, and the exponential of that.",
)

SAMPLE_NEXT = (
    "On a wheel of length 1 each word has a stretch as long as its share. Where does word 2's stretch begin?",
    "Temperature first, then the shares, then their running sums. NumPy can add up as it goes, and it can search in "
    "what is sorted.",
    "Divide the scores, take the largest off, make shares. Walk along the running sums and stop at the first that "
    "reaches beyond u: its number is the answer.",
)

LAST_VALID_STATE = (
    "Sentence b has `lengths[b]` words. Which step is its last?",
    "Time comes first in hs. Two arrays of B whole numbers, one for each axis, pick B places at once.",
    "Step numbers: the lengths less one. Sentence numbers: 0 to B - 1. Index both axes together; the units stay whole.",
)

CLASS_PROBABILITIES = (
    "What must the numbers of one sentence add up to?",
    "Scores first: one affine layer, as in 01. Then the softmax along the classes, each row by itself.",
    "Take each row's largest score off, take exponentials, and divide each row by its own sum. Keep the axis when you "
    "reduce it, so that the shapes still fit.",
)
