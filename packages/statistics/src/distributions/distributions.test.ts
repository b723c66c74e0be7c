import { describe, expect, it } from "vitest";
import fixture from "../../fixtures/distributions.json" with { type: "json" };
import { expectClose } from "../testing/close.ts";
import { chiSquareUpperTail } from "./chi-square.ts";
import { normalCdf, normalQuantile, normalTwoSidedP } from "./normal.ts";
import { studentCritical, studentTwoSidedP } from "./student-t.ts";

describe("[SA1] tails agree with values of 50 digits, however far out", () => {
  it.each(fixture.normal)("normal at $z", ({ z, cdf, twoSided }) => {
    expectClose(normalCdf(z), cdf, 2e-13);
    expectClose(normalTwoSidedP(z), twoSided, 2e-13);
  });

  it.each(fixture.normalQuantiles)("normal quantile of $p", ({ p, z }) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-13 * Math.max(1, Math.abs(z)));
  });

  it.each(fixture.student)("Student's t at $t with $df degrees", ({ t, df, twoSided }) => {
    expectClose(studentTwoSidedP(t, df), twoSided, 1e-11);
  });

  it.each(fixture.studentCritical)("Student's critical t of $alpha with $df degrees", ({ alpha, df, t }) => {
    expectClose(studentCritical(alpha, df), t, 1e-11);
  });

  it.each(fixture.chiSquare)("chi-square above $x with $df degrees", ({ x, df, upperTail }) => {
    expectClose(chiSquareUpperTail(x, df), upperTail, 1e-11);
  });

  it("a two-sided p near 1e-12 and one near 1e-100 are not 0", () => {
    expect(normalTwoSidedP(7.13)).toBeGreaterThan(9e-13);
    expect(studentTwoSidedP(-21.3, 1e6)).toBeGreaterThan(1e-101);
  });
});
