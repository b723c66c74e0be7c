import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sayChange, sayInterval, sayPoints, sayRatio, sayShare, sayShareChange } from "./amounts.ts";
import { sayFootings } from "./basis-words.ts";
import { fromFieldText, readScope, scopeOf, toFieldText, writeScope } from "./scope.ts";
import { firstWeekOverMs, sayWeeks, weekMs, weekStartMs } from "./weeks.ts";

const mondayMs = Date.UTC(2026, 5, 1);
const dayMs = 86_400_000;

describe("[AD111] weeks begin on Monday in UTC", () => {
  it("and are counted from the one that holds 1970-01-01", () => {
    expect(weekStartMs(0)).toBe(Date.UTC(1969, 11, 29));
    expect(new Date(weekStartMs(2_943)).getUTCDay()).toBe(1);
    expect(sayWeeks(2_944, 2_945)).toBe("1 Jun 2026 to 14 Jun 2026");
  });

  it.each([
    ["that begins on a Monday has its first week at once", 0, 2 * weekMs, weekMs],
    ["that begins a moment later waits for the next Monday", 1, 3 * weekMs, 2 * weekMs],
    ["that begins on a Sunday waits a day", 6 * dayMs, 3 * weekMs, 2 * weekMs],
    ["that ends with the week holds it", 0, weekMs, weekMs],
  ])("a range %s", (_, from, to, over) => {
    expect(firstWeekOverMs({ fromMs: mondayMs + from, toMs: mondayMs + to })).toBe(mondayMs + over);
  });

  it("a range that ends before holds none", () => {
    expect(firstWeekOverMs({ fromMs: mondayMs, toMs: mondayMs + weekMs - 1 })).toBeNull();
    expect(firstWeekOverMs({ fromMs: mondayMs + 1, toMs: mondayMs + 2 * weekMs - 1 })).toBeNull();
  });
});

describe("[AD103] amounts have their units and signs", () => {
  it("a share, a ratio and what is below nothing", () => {
    expect([0, 0.1234, -0.05].map(sayShare)).toEqual(["0.0 %", "12.3 %", "−5.0 %"]);
    expect([1, -0.256].map(sayRatio)).toEqual(["1.00", "−0.26"]);
  });

  it("a change says which way, unless it rounds to nothing", () => {
    expect([12.4, -1_234, 0.2, -0.2, 0].map(sayChange)).toEqual(["+12", "−1,234", "0", "0", "0"]);
    expect([0.05, -0.05, 0.0001].map(sayShareChange)).toEqual(["+5.0 %", "−5.0 %", "0.0 %"]);
    expect(sayInterval({ low: -0.01, high: 0.02 }, sayPoints)).toBe("−1.0 to +2.0");
  });
});

it("[AD112] one of each is said as one", () => {
  const basis = { visitors: 1, events: 1, botEvents: 1, simulated: false };
  expect(sayFootings({ asOfMs: mondayMs, basis })).toBe(
    "As of 1 Jun 2026, 00:00 UTC. 1 event of 1 real visitor in the range, 1 event from bots left out.",
  );
});

it("[AD100] a link that is handed on asks the same for ever", () => {
  const scope = readScope({ period: "13w", app: "chat", segment: "phones" });
  const { fromMs, toMs } = scopeOf(scope, mondayMs);
  const handedOn = readScope(writeScope({ ...scope, period: { fromMs, toMs } }));
  expect(scopeOf(handedOn, mondayMs + 3 * dayMs)).toEqual(scopeOf(scope, mondayMs));
});

it("[AD2] [AD82] [AD100] a moment is typed in UTC, and what is no moment is none", () => {
  const atMs = Date.UTC(2026, 4, 14, 9, 30);
  expect(toFieldText(atMs + 12_345)).toBe("2026-05-14T09:30");
  expect(fromFieldText("2026-05-14T09:30")).toBe(atMs);
  expect(["", "soon", "1969-01-01T00:00"].map(fromFieldText)).toEqual([null, null, null]);
});

it("[AD186] rows keep their names while they are scrolled, on the ground of the page", () => {
  const style = readFileSync(new URL("./by-week.module.css", import.meta.url), "utf8");
  const [, rule] = /\.wide th\[scope="row"\],\s[^{]*\{([^}]*position: sticky[^}]*)\}/.exec(style) ?? [];
  expect(rule).toMatch(/left: 0;/);
  expect(rule).toMatch(/background: var\(--mantine-color-body\);/);
});
