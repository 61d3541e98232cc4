"""Three hints for each function of 08: a question, where to look, the way in words."""

CELL_UPDATE = (
    "What are the two parts of the new cell, and which gate belongs to which of them?",
    "You know both parts: one is what 06 keeps of the old cell, the other is what 07 writes. Every entry meets "
    "the entry in its own place.",
    "Compute the two parts and add them up. Leave the sum as it is: the cell may go beyond 1, since nothing "
    "squashes it.",
)

CELL_BOUND = (
    "How far from 0 can one single step push the cell, if everything is as large as it can be?",
    "A gate is never above 1, and a candidate lies between -1 and 1. So at most the old cell stays whole, and how "
    "much comes on top of it?",
    "What comes on top is the same in each of the n steps, and it begins where the cell begins. Check it: with no "
    "step at all the bound is the start.",
)
