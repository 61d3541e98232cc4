"""Three hints for each function of 11: a question, where to look, the way in words."""

LSTM_FORWARD = (
    "At step `t` some sequences are over and some are not: which number tells, for each of them?",
    "Make the step for the whole batch as in 03, and then choose for each example: where its sequence runs, the new "
    "state, elsewhere the one from before. That goes for both parts of the state. `np.where` chooses by a mask that "
    "has an axis for the units.",
    "Three things in each round: the new state, the choice between new and old, and the row of `hs`, which is 0 where "
    "the sequence is over. After the last round the state is the last state of every sequence. Without lengths, all "
    "are T.",
)

REVERSE_PADDED = (
    "Where does the first real step of a sequence of length `n` stand afterwards, and where a step of its padding?",
    "Go through the examples one by one. Of example `b` the first `lengths[b]` rows change their order; the others "
    "are as they were. `x` itself belongs to whoever called you.",
    "Start from a copy. For each example write its real steps over the same places, last first. A length of 0 changes "
    "nothing: see that your way of counting down agrees.",
)

BILSTM = (
    "What must be done to the batch, so that a layer that only reads forwards meets the last word first?",
    "Two runs of `lstm_forward`, each from zero states with its own parameters and the same lengths. The second reads "
    "the sequences turned round, and what it returns stands in the order in which it read.",
    "Turn the sequences round, run the second layer, and turn its states round in the same way: now each stands where "
    "its input stands. Then the two go side by side, the forward half first.",
)
