"""Three hints for each function of 10: a question, where to look, the way in words."""

LSTM_STEP = (
    "What must be known before the new cell can be computed, and what before the new hidden state?",
    "All four networks read the same joined rows, each with a matrix and a bias of its own from `params`. Three "
    "of them answer with shares; the candidate is the one that can be negative.",
    "First the gates and the candidate, then the new cell as in 08, and from that new cell the hidden state as in "
    "09. The hidden state is returned first, the cell second.",
)
