// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { kept } from "../../segments/testing/saved-wire.ts";
import type { FlywheelAnswer } from "./answer.ts";
import { inventAnswer, inventJudgement, inventSaid } from "./invented-answer.ts";
import { address, answers, asked, emptyFlywheel, flywheelOverWire, open, wire } from "./testing/open-flywheel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

it("[AD108] a target is stated on the page, asked for and in the address; what is no share is refused", async () => {
  open();
  await screen.findByText(/holds demand back \(/);
  const field = () => within(screen.getByRole("form", { name: "Targets" })).getByLabelText("Users");
  expect(field().getAttribute("placeholder")).toBe("usual: 60");
  fireEvent.change(field(), { target: { value: "140" } });
  screen.getByText("From 0 to 100");
  fireEvent.submit(screen.getByRole("form", { name: "Targets" }));
  expect(address()).toEqual({});
  fireEvent.change(field(), { target: { value: "42.5" } });
  fireEvent.submit(screen.getByRole("form", { name: "Targets" }));
  expect(address()).toEqual({ targets: { users: 0.425 } });
  await vi.waitFor(() => expect(asked()?.targets).toEqual({ users: 0.425 }));
  fireEvent.click(screen.getByRole("button", { name: "Back to the usual targets" }));
  expect(address()).toEqual({});
});

const byDay = () => screen.getByLabelText<HTMLInputElement>(/^Leave out each day in turn/);
/** As the server answers, which is not sure of a name before it has left out each day. */
const unsure = inventAnswer({ said: inventSaid({ judgement: inventJudgement({ daysLeftOut: 0 }) }) });
const andByDay = (without: () => Promise<FlywheelAnswer>) =>
  wire.flywheel.mockImplementation(async ({ leaveOutDays }) => (leaveOutDays ? without() : unsure));

it("[AD109] a name is looked at without each day once it is there, and is sure when the same comes of it", async () => {
  let answerIt: (answer: FlywheelAnswer) => void = () => {};
  andByDay(() => new Promise((resolve) => (answerIt = resolve)));
  open();
  await screen.findByText(/may hold demand back \(/);
  await screen.findByText(/^Each day is still being left out in turn/);
  expect(wire.flywheel.mock.calls.map(([it]) => it.leaveOutDays)).toEqual([false, true]);
  answerIt(inventAnswer());
  await screen.findByText(/holds demand back \(/);
  screen.getByText("Leaving out each of 56 days in turn does not change the name.");
});

it("[AD109] that it failed stands with the name, which stays", async () => {
  andByDay(() => Promise.reject(new Error("too long")));
  open();
  await screen.findByText(/^Leaving out each day in turn failed/);
  screen.getByText(/may hold demand back \(/);
});

it("[AD109] it is a switch in the address, that says that it takes longer", async () => {
  andByDay(async () => inventAnswer());
  open();
  await screen.findByText(/holds demand back \(/);
  screen.getByText(/it takes longer/);
  expect(byDay().getAttribute("role")).toBe("switch");
  fireEvent.click(byDay());
  expect(address()).toEqual({ days: "all" });
  await screen.findByText(/^No day has been left out in turn/);
});

it("[AD100] app, past, traffic, segment and weeks are choices in the address", async () => {
  open();
  const choose = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  choose("App", "chat");
  choose("Past that is read", "52w");
  choose("Traffic", "simulated");
  choose("Segment", "payers");
  choose("Judged", "13");
  expect(address()).toEqual({ app: "chat", period: "52w", traffic: "simulated", segment: "payers", weeks: 13 });
  await vi.waitFor(() => expect(asked()).toMatchObject({ app: "chat", weeks: 13, segment: { key: "payers" } }));
});

it("[AD130] asks of a saved segment, and the link has the whole of it", async () => {
  const segment = { key: "june", name: "First seen in June", all: [{ kind: "tenure" as const, is: "new" as const }] };
  kept.list.mockResolvedValue([{ segment, revision: 1 }]);
  open();
  await screen.findByRole("option", { name: "First seen in June", hidden: true });
  fireEvent.change(screen.getByLabelText("Segment"), { target: { value: "saved:june" } });
  expect(address()).toEqual({ segment });
  await vi.waitFor(() => expect(asked()).toMatchObject({ segment }));
  fireEvent.change(screen.getByLabelText("Segment"), { target: { value: "phones" } });
  expect(address()).toEqual({ segment: "phones" });
  fireEvent.change(screen.getByLabelText("Segment"), { target: { value: "" } });
  expect(address()).toEqual({});
});

it("[AD129] a link opens with a segment that is not saved here, under its own name", async () => {
  const segment = { key: "june", name: "June", all: [{ kind: "tenure", is: "new" }] };
  kept.list.mockResolvedValue([]);
  open({ segment });
  await vi.waitFor(() => expect(asked()).toMatchObject({ segment }));
  const select = screen.getByLabelText<HTMLSelectElement>("Segment");
  expect(select.selectedOptions[0]?.textContent).toBe("June");
});

it("[AD137] each day is not left out where that would take too long, or where no layer is named", async () => {
  const { basis } = inventAnswer();
  answers({ basis: { ...basis, events: 950_336 }, said: unsure.said });
  open();
  await screen.findByText(/^Not done: to leave out each of 56 days of 950,336 events.*one app or a segment\.$/);
  screen.getByText(/^Leaving out each day in turn would take longer/);
  cleanup();
  const bottleneck = { is: "none-stands-out", largest: "users", support: 0.5, lowShare: 0.01 } as const;
  answers({ said: inventSaid({ judgement: inventJudgement({ bottleneck, daysLeftOut: 0 }) }) });
  open();
  await screen.findByText(/^Not needed: no layer is named/);
  expect(wire.flywheel.mock.calls.every(([it]) => !it.leaveOutDays)).toBe(true);
});
