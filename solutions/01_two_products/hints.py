"""Three hints for each function of 01: a question, where to look, the way in words."""

HADAMARD = (
    "The result has one entry for each place. Which entries of the two arrays does it need?",
    "Entry [0, 2] of the result comes from two numbers only, those that stand at [0, 2]. Nothing is added up, so the "
    "shape stays as it is.",
    "NumPy has two signs for a product. Take the one that keeps places apart, and store what comes out in a new array.",
)

AFFINE = (
    "An output hears every input. How many numbers must a row of `z` have, and how many rows then `W`?",
    "One output of one example: its row of `z` meets one column of `W`, the products are added up, and the bias of "
    "this output comes on top, once.",
    "Take the product that joins rows with columns, with the examples in front. Its result is (B, H). NumPy adds a row "
    "of H numbers to each of its rows without being asked twice.",
)
