// The maths of the cell, as lstm_ref has it: one example, plain arrays, the book's names.

export function sigmoid(z) {
  const e = Math.exp(-Math.abs(z));        // never above 1, so nothing overflows
  return z >= 0 ? 1 / (1 + e) : e / (1 + e);
}

export const dSigmoid = (s) => s * (1 - s);      // both slopes from the output of the squashing
export const dTanh = (y) => (1 - y) * (1 + y);

// The n with f^n = 1/2.
export const halfLife = (f) => (f === 0 ? 0 : f === 1 ? Infinity : Math.log(0.5) / Math.log(f));

export const affine = (z, W, b) => b.map((bias, k) => z.reduce((sum, z_j, j) => sum + z_j * W[j][k], bias));

// One step. `gates` may hold a gate at fixed values: {f_t: [1, 1]} is a cell that never forgets.
export function lstmStep(x_t, h_prev, c_prev, params, gates = {}) {
  const { W_f, W_i, W_c, W_o, b_f, b_i, b_c, b_o } = params;
  const z_t = [...x_t, ...h_prev];
  const f_t = gates.f_t ?? affine(z_t, W_f, b_f).map(sigmoid);
  const i_t = gates.i_t ?? affine(z_t, W_i, b_i).map(sigmoid);
  const c_tilde_t = gates.c_tilde_t ?? affine(z_t, W_c, b_c).map(Math.tanh);
  const o_t = gates.o_t ?? affine(z_t, W_o, b_o).map(sigmoid);
  const c_t = c_prev.map((c, k) => f_t[k] * c + i_t[k] * c_tilde_t[k]);
  const h_t = c_t.map((c, k) => o_t[k] * Math.tanh(c));
  return { z_t, f_t, i_t, c_tilde_t, o_t, c_t, h_t };
}

// The step above backwards: d_h is all that reaches h_t, d_c what reaches c_t from the future. Gives the gradients of
// the numbers on the way, of the sums before squashing as `a`, and of W_f.
export function stepBackward(d_h, d_c, step, c_prev, params) {
  const { z_t, f_t, i_t, c_tilde_t, o_t, c_t } = step, times = (a, b) => a.map((n, k) => n * b[k]), y = c_t.map(Math.tanh);
  const back = d_c.map((d, k) => d + d_h[k] * o_t[k] * dTanh(y[k]));
  const d = { o_t: times(d_h, y), c_t: back, f_t: times(back, c_prev), i_t: times(back, c_tilde_t), c_tilde_t: times(back, i_t), c_prev: times(back, f_t) };
  const a = { f: times(d.f_t, f_t.map(dSigmoid)), i: times(d.i_t, i_t.map(dSigmoid)), c: times(d.c_tilde_t, c_tilde_t.map(dTanh)), o: times(d.o_t, o_t.map(dSigmoid)) };
  const through = (j) => Object.entries(a).reduce((sum, [gate, d_a]) => sum + d_a.reduce((all, n, k) => all + n * params[`W_${gate}`][j][k], 0), 0);
  return { ...d, a, z_t: z_t.map((_, j) => through(j)), W_f: z_t.map((z) => a.f.map((n) => z * n)) };
}

// A plain recurrent network of one unit, without bias, from the state 0: its states, and how input s moves state t.
export function rnnUnit(inputs, w_x, w_h) {
  let h = 0;
  return inputs.map((x) => (h = Math.tanh(w_x * x + w_h * h)));
}

export const rnnInfluence = (states, w_x, w_h) => states.map((_, t) => states.map((h_s, s) =>
  s > t ? 0 : states.slice(s + 1, t + 1).reduce((product, h) => product * w_h * dTanh(h), w_x * dTanh(h_s))));

// A loop, not a reduce: a page draws itself with code that the browser has not yet made fast.
function dot(a, b) {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

// How strongly the last state of a plain recurrent network answers to the state `lag` steps before, for each lag: the
// spectral norm of the product of the steps' Jacobians. `noise` (T, H) goes straight into the units, times `size`.
export function gradientNorms(W_h, noise, size) {
  const units = W_h.map((_, k) => k), columns = units.map((j) => W_h.map((row) => row[j]));
  let h = units.map(() => 0);
  const states = noise.map((n) => (h = units.map((j) => Math.tanh(size * n[j] + dot(h, columns[j])))));
  let product = units.map((i) => units.map((j) => (i === j ? 1 : 0)));
  return states.reverse().map((h_t) => {
    const norm = spectralNorm(product), slopes = h_t.map(dTanh);
    product = product.map((row) => {
      const steep = row.map((p, j) => p * slopes[j]);
      return W_h.map((weights) => dot(steep, weights));
    });
    return norm;
  });
}

// The largest singular value, by power iteration from the longest row: M'M turns it towards the direction stretched most.
function spectralNorm(M) {
  const length = (v) => Math.hypot(...v), columns = M[0].map((_, k) => M.map((row) => row[k]));
  let v = M.reduce((best, row) => (length(row) > length(best) ? row : best)), norm = length(v);
  for (let round = 0, before = 0; round < 60 && Math.abs(norm - before) > 1e-9 * norm; round++) {
    const size = length(v), unit = v.map((x) => x / size), image = M.map((row) => dot(row, unit));
    [before, norm] = [norm, length(image)];
    v = columns.map((column) => dot(column, image) / norm);
  }
  return norm;
}
