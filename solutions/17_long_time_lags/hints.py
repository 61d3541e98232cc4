"""Three hints for each function of 17: a question, where to look, the way in words."""

REBER_NEXT = (
    "If you may remember only one word about what you have read, which word is it?",
    "The place in the drawing. Give each circle a name, and write down for each which symbols leave it, and where to. "
    "The inner drawing is there twice; what differs is the letter that comes back.",
    "A dictionary of dictionaries. Walk it symbol by symbol; where no arrow has the symbol, the answer is the empty "
    "string. The second letter is at hand all the time: it stands in the prefix.",
)

REBER_LEGAL = (
    "Which two things must hold, if you already know what may follow any beginning?",
    "Each symbol is among those that may follow what stands before it. And when all are read, nothing may follow.",
    "Ask your own function about every beginning, the empty one first. A beginning that goes well is not yet a whole "
    "string, and the empty string is none.",
)

ADDING_TARGET = (
    "Which two numbers of a column count, and how do you find them without a loop?",
    "A comparison gives an array of True and False. The ends carry another marker: that one does not count.",
    "Leave the values where the marker is 1, make all others 0, add along time, and bring the sum into the range from "
    "0 to 1.",
)

TEMPORAL_ORDER_CLASS = (
    "Of the whole sequence, how many symbols matter, and in which order?",
    "Drop the noise first. What is left is a number written with two digits or three, the highest first.",
    "Start at 0. With each X or Y, what you have moves up one place; then a Y adds one.",
)

ADDING_PROBLEM = (
    "What has to be drawn for each sequence of its own, and what is the same for all?",
    "Two places for each column. The second is drawn among the free steps: one fewer than there are, and those after "
    "the first move up by one.",
    "An array of zeros; values into its first channel; both ends of the other channel; then the two ones of each "
    "column, with an array of columns beside that of steps. Use the generator that is handed over, for everything.",
)
