// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inventAnswer } from "./invented-answer.ts";
import { address, answers, asked, emptyTiming, open, timingOverWire } from "./testing/open-timing.tsx";

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
  expect(asked()?.thresholds).toEqual({});
  write("Organic share", "45.5");
  write("Quick ratio", "1,25");
  fireEvent.submit(form());
  const thresholds = { organicShare: 0.455, quickRatio: 1.25 };
  expect(address()).toEqual({ incentives: "grants", thresholds });
  await vi.waitFor(() => expect(asked()?.thresholds).toEqual(thresholds));
  expect(field("Organic share").value).toBe("45.5");
  fireEvent.click(within(form()).getByRole("button", { name: "Back to the usual ones" }));
  expect(address()).toEqual({ incentives: "grants" });
});

it.each(["0", "-1", "100.01", "many"])("[AD204] %s decides nothing and is refused in its field", (text) => {
  open();
  write("Organic share", text);
  within(form()).getByText("Above 0, up to 100");
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
