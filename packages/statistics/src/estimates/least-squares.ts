import { at, range } from "../moments/moments.ts";

/** What is left of a variable's own variance below which it is a combination of the ones before it. */
const collinear = 1e-9;

/**
 * The theta that minimises theta' S theta - 2 s' theta: regression on k variables from their comoments S (k x k) and
 * their comoments s with the outcome. A variable that is constant or a combination of earlier ones gets 0 (as the sweep
 * operator does: Goodnight 1979, The American Statistician 33:149). Cholesky, on the scale of correlations.
 */
export function leastSquares(S: readonly (readonly number[])[], s: readonly number[]): number[] {
  const scale = range(s.length).map((i) => Math.sqrt(at(S[i] ?? [], i)));
  const kept: number[] = [];
  const rows: number[][] = [];
  for (const i of range(s.length)) {
    if (at(scale, i) === 0) continue;
    const row: number[] = [];
    for (const [p, j] of kept.entries()) {
      const correlation = at(S[i] ?? [], j) / (at(scale, i) * at(scale, j));
      const earlier = rows[p] ?? [];
      row.push((correlation - dot(row, earlier, p)) / at(earlier, p));
    }
    const left = 1 - dot(row, row, row.length);
    if (left <= collinear) continue;
    kept.push(i);
    rows.push([...row, Math.sqrt(left)]);
  }
  const solved = solve(
    rows,
    kept.map((i) => at(s, i) / at(scale, i)),
  );
  return range(s.length).map((i) => (kept.includes(i) ? at(solved, kept.indexOf(i)) / at(scale, i) : 0));
}

/** x with L L' x = b, L lower triangular: forwards, then backwards. */
function solve(L: readonly (readonly number[])[], b: readonly number[]): number[] {
  const forward: number[] = [];
  for (const [i, row] of L.entries()) forward.push((at(b, i) - dot(row, forward, i)) / at(row, i));
  const back = [...forward];
  for (const i of range(L.length).reverse()) {
    const later = range(L.length).slice(i + 1);
    const sum = later.reduce((total, j) => total + at(L[j] ?? [], i) * at(back, j), 0);
    back[i] = (at(forward, i) - sum) / at(L[i] ?? [], i);
  }
  return back;
}

const dot = (a: readonly number[], b: readonly number[], length: number): number =>
  range(length).reduce((sum, i) => sum + at(a, i) * at(b, i), 0);
