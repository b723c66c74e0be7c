import fc from "fast-check";
import { describe, expect, it } from "vitest";
import decisions from "../../fixtures/decisions.json" with { type: "json" };
import { expectClose } from "../testing/close.ts";
import { WrongSettingError } from "../wrong-setting-error.ts";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { eBenjaminiHochberg } from "./e-benjamini-hochberg.ts";
import { holm } from "./holm.ts";
import type { Corrected } from "./hypothesis.ts";

function expectCorrected(actual: Corrected, wanted: Corrected) {
  expect(actual.rejected).toEqual(wanted.rejected);
  for (const [i, p] of wanted.adjusted.entries()) expectClose(actual.adjusted[i] ?? -1, p, 1e-12);
}

it.each(decisions.holm)("[SA28] Holm of $p agrees with Bonferroni on every subset", (it) => {
  expectCorrected(holm(it.p, 0.05), it);
});

it.each(decisions.benjaminiHochberg)("[SA29] Benjamini and Hochberg of $p agrees with SciPy", (it) => {
  expectCorrected(benjaminiHochberg(it.p, 0.1), it);
});

it.each(decisions.eBenjaminiHochberg)("[SA30] e-BH of $logE rejects the largest set that supports itself", (it) => {
  const logE = it.logE.map((value) => value ?? Number.NEGATIVE_INFINITY);
  const corrected = eBenjaminiHochberg(logE, 0.1);
  expect(corrected.rejected).toEqual(it.rejected);
  expect(corrected.adjusted.map((level) => level <= 0.1)).toEqual(it.rejected);
});

it("[SA30] e-BH is Benjamini and Hochberg on 1 / e", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 9 }), (logE) => {
      const byP = benjaminiHochberg(
        logE.map((it) => Math.exp(-it)),
        0.05,
      );
      const byE = eBenjaminiHochberg(logE, 0.05);
      for (const [i, p] of byP.adjusted.entries()) expectClose(byE.adjusted[i] ?? -1, p, 1e-12);
    }),
  );
});

describe("[SA31] every correction", () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 10 });

  it.each([
    ["Holm", holm],
    ["Benjamini and Hochberg", benjaminiHochberg],
  ])("%s never makes a p smaller, keeps their order, and does not ask for one", (_, correct) => {
    fc.assert(
      fc.property(pValues, fc.nat(9), (them, turn) => {
        const { adjusted } = correct(them, 0.05);
        for (const [i, p] of them.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          for (const [j, other] of them.entries()) {
            if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? -1);
          }
        }
        const rotate = <T>(all: readonly T[]) => [
          ...all.slice(turn % them.length),
          ...all.slice(0, turn % them.length),
        ];
        expect(correct(rotate(them), 0.05).adjusted).toEqual(rotate(adjusted));
      }),
    );
  });

  it("of one hypothesis changes nothing, and of none answers none", () => {
    expect(holm([0.04], 0.05)).toEqual({ adjusted: [0.04], rejected: [true] });
    expect(benjaminiHochberg([0.06], 0.05)).toEqual({ adjusted: [0.06], rejected: [false] });
    expect(eBenjaminiHochberg([], 0.05)).toEqual({ adjusted: [], rejected: [] });
  });

  it("refuses what is no probability or no number", () => {
    for (const bad of [-0.1, 1.1, Number.NaN]) {
      expect(() => holm([0.1, bad], 0.05)).toThrow(WrongSettingError);
      expect(() => benjaminiHochberg([bad], 0.05)).toThrow(WrongSettingError);
    }
    expect(() => eBenjaminiHochberg([Number.NaN], 0.05)).toThrow(WrongSettingError);
  });
});
