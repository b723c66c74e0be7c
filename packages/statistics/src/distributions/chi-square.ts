import gammainc from "@stdlib/math-base-special-gammainc";

/** P(X >= x) for a chi-square with df degrees of freedom, by the upper incomplete gamma function. */
export const chiSquareUpperTail = (x: number, df: number): number => gammainc(x / 2, df / 2, true, true);
