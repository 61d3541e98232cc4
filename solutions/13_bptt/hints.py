"""Three hints for each function of 13: a question, where to look, the way in words."""

D_CELL = (
    "Along which roads does the cell have an effect on the loss, and what lies on each of them?",
    "One road is the later cells: what comes along it has arrived already. The other goes through tanh and the output "
    "gate to the hidden state; on the way back the same two things scale what passes.",
    "Take what reaches the hidden state, let the output gate and the slope of tanh at the cell scale it, and add what "
    "comes from the future. Nothing scales that.",
)

D_SUMS = (
    "For each of the four networks: what did its output meet, in which product, and what reaches that product?",
    "Three of them act on the cell, the output gate on the hidden state. In a product each factor's gradient holds the "
    "other factor. Then comes the squashing, whose slope can be had from its output.",
    "Four lines, each with three factors: what arrives, what the gate was multiplied with, and the slope of its own "
    "squashing, as in 05. The candidate went through tanh, the gates through the sigmoid.",
)

D_LAYER = (
    "One row of D + H numbers went into four matrices. What comes back to it, and what belongs to each matrix?",
    "The shape of a gradient is that of its array, and there is one way for the sizes to fit. An example more adds to "
    "the gradient of a weight and of a bias.",
    "For each gate: the joined rows, turned, with the gradient give the weights' gradient; the sum over the batch "
    "gives the bias'; the gradient with the matrix, turned, goes back. Add the four; cut behind the first D numbers.",
)

LSTM_STEP_BACKWARD = (
    "In which order do your three functions come, and which of the four results does none of them give?",
    "The cell comes first, and what `d_cell` gives goes on twice. What lies between the new cell and the old one on "
    "the way back? No matrix, and no tanh.",
    "Hand what reaches the cell to `d_sums`, and what that gives to `d_layer`. The old cell's gradient is what reaches "
    "the new one, scaled by the gate that kept it.",
)

LSTM_BACKWARD = (
    "At a step in the middle: what does the loss say of its output, and what does the step behind it send?",
    "Begin with what comes for the last states and go from the last step to the first. What a step sends back is what "
    "arrives at the one before it, and there the loss has something to add.",
    "Keep two running gradients, one of h and one of c, a list for the inputs and a sum for each parameter. The "
    "inputs' gradients are found in the order from behind: turn them round at the end.",
)

GRAD_CHECK = (
    "If one number of x moves a little to either side, how much does f change, and over which distance?",
    "Every entry by itself, whatever the number of axes: `np.ndindex` goes through all places of a shape. Give f a "
    "copy that was moved, so that x itself stays as it is.",
    "For each place: f a step ahead minus f a step behind, over twice the step. Then the differences to `d_f`, each "
    "beside the largest of 1 and the two sizes; the largest of these is the answer.",
)
