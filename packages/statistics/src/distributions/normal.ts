import erfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";

/** P(Z <= z) = erfc(-z / sqrt 2) / 2: full relative accuracy in the lower tail, down to 1e-300. */
export const normalCdf = (z: number): number => erfc(-z / Math.SQRT2) / 2;

/** P(|Z| >= |z|) = erfc(|z| / sqrt 2): never 1 - something, so that 1e-100 is not 0. */
export const normalTwoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/**
 * The z with P(Z <= z) = p, for p in (0, 1). It goes by erfcinv because stdlib's own normal quantile inverts erf, which
 * loses the lower tail: 1e-6 off at p = 1e-12, infinite at 1e-23.
 */
export const normalQuantile = (p: number): number => -Math.SQRT2 * erfcinv(2 * p);
