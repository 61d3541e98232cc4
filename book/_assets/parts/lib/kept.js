// What the reader wrote, kept in this browser; where it keeps nothing, all works but for that.
export function kept(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}
export function keep(name, text) {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch { /* full, or not allowed */ }
}
