"""Three hints for each function of 16: a question, where to look, the way in words."""

MAKE_WINDOWS = (
    "Where in the series stands the last value of window k, and where the value that is asked of it?",
    "Draw a series of seven values, a width of three and a horizon of two. How many windows have a target? What if the "
    "series is too short for one?",
    "Count the windows first, none if the count falls below zero. A column of starts and a row of steps make the "
    "places of all windows at once; each target lies a horizon after its window's last value.",
)

SPLIT_WINDOWS = (
    "What does a window make use of that came latest: its first value, its last one, or its target?",
    "Find the place in the series at which window k has its target. A window may be learned from only if that place "
    "lies before the first value that nobody may have seen.",
    "The places of the targets grow with k, so there is one edge. Keep it between none and all of the windows, then "
    "count up to it, and from it to the end.",
)

FIT_SCALER = (
    "What would it mean to divide by the spread of a series that never changes?",
    "The spread is the root of the mean squared distance from the mean. There is one value of it that cannot be "
    "divided by.",
    "Compute both, the spread with the number of values in its mean. Look at the spread before you return it, and give "
    "one in place of nothing.",
)

SEASONAL_NAIVE = (
    "Which value of the history came a season before the first one that is asked for? And before the second?",
    "Look at the last season of the history. What is to be said once all of it was used?",
    "Count the steps from 0. The rest of their division by the season tells how far behind the season's start to look, "
    "and the season's start is counted from the end of the history.",
)

SKILL = (
    "If a forecast errs exactly as much as the rival, what is its skill? And if it never errs?",
    "One number for the forecast, one for the rival: the mean of the sizes of their errors, whatever their signs.",
    "Two means, each of sizes of differences from what came. How large is the forecast's beside the rival's? What is "
    "missing to one is the skill.",
)
