// Settings of the gate explorer that show one idea each: weights [on x, on h] and a bias for each network, the inputs of
// a sequence, and the gates that are taken out (held open at 1).
const still = { W_f: [0, 0], W_i: [0, 0], W_c: [0, 0], W_o: [0, 0], b_f: 0, b_i: 0, b_c: 0, b_o: 0 };

export const PRESETS = {
  example: {
    label: "The page's example",
    params: { W_f: [0.5, 1], W_i: [-1, 0.5], W_c: [2, -1], W_o: [1, 0], b_f: 1, b_i: 0.5, b_c: 0, b_o: -0.5 },
    inputs: [1, 0, -1, 2], h_prev: 0.5, c_prev: -2, open: [],
  },
  latch: {
    label: "Latch: write once, then hold",
    params: { ...still, W_i: [8, 0], W_c: [4, 0], b_f: 7, b_i: -5, b_o: 4 },
    inputs: [0, 1, 0, 0, 0, 0, 0, 0], h_prev: 0, c_prev: 0, open: [],
  },
  counter: {
    label: "Counter: one more for every 1",
    params: { ...still, W_i: [10, 0], b_f: 8, b_i: -5, b_c: 4, b_o: 5 },
    inputs: [1, 0, 1, 1, 0, 1, 0, 1], h_prev: 0, c_prev: 0, open: [],
  },
  forget: {
    label: "Forget: a half is lost at every step",
    params: { ...still, W_i: [8, 0], W_c: [4, 0], b_i: -8, b_o: 5 },
    inputs: [0, 0, 0, 0, 0, 0], h_prev: 0, c_prev: 4, open: [],
  },
  saturate: {
    label: "Saturate: every gate far out",
    params: { ...still, b_f: 8, b_i: 8, b_c: 8, b_o: 8 },
    inputs: [0, 0, 0, 0, 0, 0, 0, 0], h_prev: 0, c_prev: 0, open: [],
  },
  removed: {
    label: "No forget gate: the cell of 1997",
    params: { ...still, W_i: [2, 0], W_c: [2, 0], b_f: 0, b_i: 0, b_o: 2 },
    inputs: [1, 1, 0, 1, 1, 0, 1, 1], h_prev: 0, c_prev: 0, open: ["f_t"],
  },
};
