"""Three hints for each function of 02: a question, where to look, the way in words."""

BUILD_VOCAB = (
    "Which words may have a number at all, and which of two of them comes first?",
    "A dict keeps the order in which its keys were put in, and sorting in Python leaves those that are equal in the "
    "order they had. Together they settle the ties.",
    "Count every word in one pass. Drop the rare ones, sort the others by count, the largest first, put the two "
    "special words in front of them, and number the whole list from 0.",
)

ENCODE = (
    "What stands in a column of the result, and what below the last word of a short text?",
    "The longest text says how many rows there are. Before you write any word, the array can be full of padding. Its "
    "dtype must be whole, even where it has no rows.",
    "Take one text after the other, the first words of its own column. A dict can be asked for a word with something "
    "to fall back on. The lengths count every word of the text, known or not.",
)

EMBED = (
    "You have a table and an array of row numbers. How does NumPy pick rows?",
    "An array may be indexed by an array of whole numbers, of any shape. Every number is replaced by what it picks.",
    "Pick the rows of the table by all numbers at once; the padding has a row like any word. Then look at the shape: "
    "the one of `ids`, and D behind it.",
)

EMBED_BACKWARD = (
    "A word stands at three places. How many gradients reach its row, and what becomes of them?",
    "Start with a table of zeros, V rows. Each place of `ids` adds something to one row. Try a text in which a word "
    "repeats: does your row hold all of it?",
    "Go through the places one by one, or let NumPy do it: `np.add` has a method that adds at each index, repeated or "
    "not. In the end clear row 0 of your own table, not of the argument.",
)
