"""The experiments of 1997, run again: the network, the tasks, the trials, and what was published.

They stand here and not in `lstm_ref`: a network without a forget gate that learns by a cut-off gradient is history, and
nothing else of the course builds on it. What an exercise asks for (grammar, adding, temporal order) is in `lstm_ref`.

Beside them what chapter 15 compares: `text`, `ngrams`, `questions`. They read data of others; `lstm_ref` reads none.
"""
