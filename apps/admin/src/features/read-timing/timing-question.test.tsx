// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { kept } from "../../segments/testing/saved-wire.ts";
import { inventAnswer, mondayMs } from "./invented-answer.ts";
import { address, answers, asked, emptyTiming, open, rowsOf, timingOverWire } from "./testing/open-timing.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => timingOverWire,
}));

beforeEach(emptyTiming);
afterEach(cleanup);

it("[AD115] [AD123] choices, the survey and declared segments are in the address and asked for", async () => {
  open();
  const choose = (label: string | RegExp, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  choose("Not organic", "grants");
  choose("Cohorts that began in", "52w");
  const survey = screen.getByLabelText("Survey");
  fireEvent.change(survey, { target: { value: "how disappointed" } });
  screen.getByText(/Small letters/);
  fireEvent.blur(survey);
  expect(address()).toEqual({ incentives: "grants", period: "52w" });
  fireEvent.change(survey, { target: { value: "disappointed" } });
  fireEvent.blur(survey);
  choose("Segment to declare", "phones");
  choose(/^Declared at \(UTC\)/, "2026-06-01T00:00");
  fireEvent.submit(screen.getByRole("form", { name: "Declare a segment" }));
  const declared = [{ segment: "phones", atMs: mondayMs }];
  expect(address()).toEqual({ incentives: "grants", period: "52w", survey: "disappointed", declared });
  await vi.waitFor(() =>
    expect(asked()).toMatchObject({ survey: "disappointed", declared: [{ declaredAtMs: mondayMs }] }),
  );
  fireEvent.click(screen.getByRole("button", { name: /^Remove On a phone, declared on 1 Jun 2026/ }));
  expect(address()).not.toHaveProperty("declared");
});

it("[AD131] declares a saved segment, carries the whole of it, and names its curves", async () => {
  const segment = { key: "june", name: "First seen in June", all: [{ kind: "tenure" as const, is: "new" as const }] };
  kept.list.mockResolvedValue([{ segment, revision: 1 }]);
  const { question, verdict } = inventAnswer();
  const { segments } = verdict.curves;
  const [everybody] = segments;
  if (!everybody) throw new Error("no curve of everybody");
  const curves = { ...verdict.curves, segments: [everybody, { ...everybody, key: "june" }] };
  const declared = [{ segment, declaredAtMs: mondayMs }];
  answers({ question: { ...question, declared }, verdict: { ...verdict, curves } });
  open();
  await screen.findAllByRole("option", { name: "First seen in June", hidden: true });
  fireEvent.change(screen.getByLabelText("Segment to declare"), { target: { value: "saved:june" } });
  fireEvent.change(screen.getByLabelText(/^Declared at \(UTC\)/), { target: { value: "2026-06-01T00:00" } });
  fireEvent.submit(screen.getByRole("form", { name: "Declare a segment" }));
  expect(address()).toEqual({ declared: [{ segment, atMs: mondayMs }] });
  await vi.waitFor(() => expect(asked()).toMatchObject({ declared: [{ segment, declaredAtMs: mondayMs }] }));
  screen.getByText(/^First seen in June, declared on/);
  await screen.findByText("First seen in June, declared 1 Jun 2026, corrected");
  expect(rowsOf("Retention by who it is of").map(([name]) => name)).toContain("Everybody, not corrected");
});
