"""Three hints for each function of 04: a question, where to look, the way in words."""

STEP_JACOBIAN = (
    "If one entry of the old state moves a little, which two things stand between it and one entry of the new state?",
    "The old entry k reaches the sum of unit j through one weight. The sum then goes through tanh, and the slope of "
    "tanh can be had from its output, `h_t[j]`. A slope belongs to the unit that is squashed.",
    "Row j is about the new unit j, column k about the old unit k: in `W_h` the old unit is the row. Turn the weights "
    "so that they stand as J does, and scale each row by the slope of its own unit.",
)

GRADIENT_NORMS = (
    "By how many steps is the state at t apart from the last one, and what does the chain rule do with several steps?",
    "Walk from the end to the beginning. At the last step the product is the identity; with each step back one more "
    "Jacobian joins it. Which state does it need, and on which side does it stand?",
    "The step that happens first stands furthest to the right. Measure the whole product, not its factors, by its "
    "largest singular value: NumPy's norm has an argument that asks for it. Keep the order of time in the result.",
)
