// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { kept } from "../../segments/testing/saved-wire.ts";
import { inventAnswer } from "./invented-answer.ts";
import { address, answers, asked, emptyFlywheel, flywheelOverWire, open } from "./testing/open-flywheel.tsx";

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
  fireEvent.click(screen.getByRole("button", { name: "Back to the usual ones" }));
  expect(address()).toEqual({});
});

it("[AD109] leaving out each day is a switch that says that it takes longer", async () => {
  open();
  const leaveOut = screen.getByLabelText(/^Leave out each day in turn/);
  expect(leaveOut.getAttribute("role")).toBe("switch");
  screen.getByText(/it takes longer/);
  fireEvent.click(leaveOut);
  expect(address()).toEqual({ days: "each" });
  await vi.waitFor(() => expect(asked()?.leaveOutDays).toBe(true));
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

it("[AD137] leaving out each day is refused before it is asked where it would take too long", async () => {
  const { basis } = inventAnswer();
  answers({ basis: { ...basis, events: 950_336 } });
  open();
  await screen.findByText(/^Not offered: to leave out each of 56 days of 950,336 events.*one app or a segment\.$/);
  expect(screen.getByLabelText<HTMLInputElement>(/^Leave out each day in turn/).disabled).toBe(true);
  cleanup();
  open({ days: "each" });
  await screen.findByText(/holds demand back \(/);
  fireEvent.click(screen.getByLabelText(/^Leave out each day in turn/));
  expect(address()).toEqual({});
});
