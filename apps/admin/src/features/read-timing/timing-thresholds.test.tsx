// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inventAnswer } from "./invented-answer.ts";
import { address, answers, asked, emptyTiming, open, timingOverWire } from "./testing/open-timing.tsx";
import { readThresholds } from "./thresholds.ts";
import { timingWords } from "./verdict-words.ts";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => timingOverWire,
}));

beforeEach(emptyTiming);
afterEach(cleanup);

const form = () => screen.getByRole("form", { name: "Thresholds" });
const field = (name: string) => within(form()).getByLabelText<HTMLInputElement>(name);
const write = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });

it("[AD204] a stated threshold reaches the question and the address; an empty field says what it stands for", async () => {
  open({ incentives: "grants" });
  await vi.waitFor(() => expect(field("Organic share").placeholder).toBe("usual: 60"));
  expect(field("Quick ratio").placeholder).toBe("usual: 1");
  expect(field("Weekly ratio").placeholder).toBe("usual: 0.93");
  expect(asked()?.thresholds).toEqual({});
  write("Organic share", "45.5");
  write("Quick ratio", "1,25");
  fireEvent.submit(form());
  const thresholds = { organicShare: 0.455, quickRatio: 1.25 };
  expect(address()).toEqual({ incentives: "grants", thresholds });
  await vi.waitFor(() => expect(asked()?.thresholds).toEqual(thresholds));
  expect(field("Organic share").value).toBe("45.5");
  fireEvent.click(within(form()).getByRole("button", { name: "Back to the usual thresholds" }));
  expect(address()).toEqual({ incentives: "grants" });
});

it.each(["0", "0.09", "-1", "100.01", "many"])("[AD204] %s is refused in its field", (text) => {
  open();
  write("Organic share", text);
  within(form()).getByText("From 0.1 to 100");
  fireEvent.submit(form());
  expect(address()).toEqual({});
});

it("[AD204] the answer says which thresholds were stated", async () => {
  open();
  await screen.findByText(/counted up to the usual targets\./);
  expect(screen.queryByText(/Held against stated thresholds/)).toBeNull();
  cleanup();
  const { question } = inventAnswer();
  answers({ question: { ...question, thresholds: { organicShare: 0.455, quickRatio: 1.25 } } });
  open();
  await screen.findByText(
    /Held against stated thresholds: Organic share 45\.5 %, Quick ratio 1\.25; the others are usual\./,
  );
});

it("[AD204] what is shown of a threshold is what decides: no field has more decimals than the page", () => {
  open();
  write("Organic share", "33.34");
  write("Weekly ratio", "0.934");
  fireEvent.submit(form());
  expect(address()).toEqual({ thresholds: { organicShare: 0.333, weeklyRatio: 0.93 } });
  expect(readThresholds({ organicShare: 0.33349, probeNoise: 0.00001, quickRatio: 1.499 })).toEqual({
    ...{ organicShare: 0.333, quickRatio: 1.5 },
  });
});

it("[AD204] the verdict's sentence names no number that can be stated otherwise", () => {
  for (const { sentence } of Object.values(timingWords)) expect(sentence).not.toMatch(/half|most|more|\d/);
});
