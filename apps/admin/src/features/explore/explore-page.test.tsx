// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { choose, emptyExplore, exploreOverWire, wire } from "./testing/explore-wire.ts";
import { openExplore } from "./testing/open-explore.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  ...exploreOverWire,
}));

beforeEach(emptyExplore);
afterEach(cleanup);

it("[AD80] asks at once for the visitors of 28 days, and a choice goes to the address and to the server", async () => {
  const { address } = openExplore();
  await screen.findByRole("table", { name: "Trend" });
  expect(wire.trend.mock.calls[0]?.[0]).toMatchObject({ app: null, traffic: "real", interval: "day", segment: null });
  choose("Traffic", "simulated");
  choose("Who", "phones");
  await waitFor(() => expect(address()).toBe("/explore?segment=phones&traffic=simulated"));
  choose("Event", "payment.settled");
  await screen.findByText(/^Counts when what a visitor's credits covered/);
  choose("Event: only where", "funding");
  await screen.findByLabelText("Event: funding is");
  choose("Event: funding is", "purchased");
  await waitFor(() =>
    expect(wire.trend.mock.lastCall?.[0]).toMatchObject({
      traffic: "simulated",
      segment: { key: "phones" },
      of: [{ name: "payment.settled", where: { funding: "purchased" } }],
    }),
  );
});

it("[AD80] an address opens as it was written, also what is under More", async () => {
  openExplore("/explore?ask=retention&per=week&zone=Asia%2FKolkata&week=0&app=chat");
  await screen.findByText(/^Share that came back/);
  expect(wire.retention.mock.calls[0]?.[0]).toMatchObject({
    interval: "week",
    timeZone: "Asia/Kolkata",
    weekStart: 0,
    app: "chat",
  });
  expect(screen.getByLabelText<HTMLSelectElement>("Days by the clock of").value).toBe("Asia/Kolkata");
  expect(screen.getByText("Less").closest("button")?.getAttribute("aria-expanded")).toBe("true");
});

describe("[AD83] a question that is left", () => {
  const waiting = () => {
    const signals: (AbortSignal | undefined)[] = [];
    wire.trend.mockImplementation((_, signal) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    return signals;
  };

  it("for another page is given up", async () => {
    const signals = waiting();
    const { leave } = openExplore();
    await waitFor(() => expect(signals).toHaveLength(1));
    leave();
    await screen.findByText("elsewhere");
    expect(signals[0]?.aborted).toBe(true);
  });

  it("for another question, or for the same with another choice, is given up, and the new one is not", async () => {
    const signals = waiting();
    openExplore();
    await waitFor(() => expect(signals).toHaveLength(1));
    choose("App", "chat");
    await waitFor(() => expect(signals).toHaveLength(2));
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
    choose("Question", "lifecycle");
    await screen.findByRole("table", { name: "Lifecycle" });
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
  });
});

it("[AD82] a custom period starts from what is shown, and its end must be after its start", async () => {
  const { address } = openExplore();
  await screen.findByRole("table", { name: "Trend" });
  choose("Period", "custom");
  const from = await screen.findByLabelText<HTMLInputElement>(/^From \(UTC\)/);
  expect(from.value).toMatch(/T00:00$/);
  choose(/^From \(UTC\)/, "2026-05-02T00:00");
  choose(/^To \(UTC\)/, "2026-05-01T00:00");
  screen.getByText("Must be after the start");
  choose(/^To \(UTC\)/, "2026-05-09T00:00");
  fireEvent.submit(from.closest("form") as HTMLFormElement);
  const range = { fromMs: Date.UTC(2026, 4, 2), toMs: Date.UTC(2026, 4, 9) };
  await waitFor(() => expect(wire.trend.mock.lastCall?.[0]).toMatchObject(range));
  expect(address()).toBe(`/explore?period=${range.fromMs}-${range.toMs}`);
});

it("[AD93] several events can count, and a value that a field never has is refused at the field", async () => {
  openExplore();
  await screen.findByRole("table", { name: "Trend" });
  fireEvent.click(screen.getByRole("button", { name: "Or another event" }));
  await screen.findByLabelText("Or event 2");
  await waitFor(() =>
    expect(wire.trend.mock.lastCall?.[0]).toMatchObject({ of: [{ name: "app.opened" }, { name: "prompt.submitted" }] }),
  );
  choose("Or event 2: only where", "model");
  const model = await screen.findByLabelText("Or event 2: model is");
  fireEvent.change(model, { target: { value: "no model!" } });
  fireEvent.blur(model);
  screen.getByText("model of prompt.submitted is never that");
  fireEvent.change(model, { target: { value: "quillworks/quill-3" } });
  fireEvent.keyDown(model, { key: "Enter" });
  await waitFor(() =>
    expect(wire.trend.mock.lastCall?.[0]).toMatchObject({
      of: [{ name: "app.opened" }, { name: "prompt.submitted", where: { model: "quillworks/quill-3" } }],
    }),
  );
  fireEvent.change(model, { target: { value: "no model!" } });
  fireEvent.blur(model);
  screen.getByText("model of prompt.submitted is never that");
  fireEvent.change(model, { target: { value: "quillworks/quill-3" } });
  fireEvent.blur(model);
  expect(screen.queryByText("model of prompt.submitted is never that")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: /^Leave out prompt\.submitted/ }));
  await waitFor(() => expect(screen.queryByLabelText("Or event 2")).toBeNull());
});

describe("[AD154] what is asked leaves the keyboard where it was", () => {
  it("in the field of a value that is taken with Enter, and in the one that is emptied", async () => {
    openExplore("/explore?of=prompt.submitted:model=quillworks/quill-3");
    const model = await screen.findByLabelText<HTMLInputElement>("Event: model is");
    model.focus();
    for (const [typed, where] of [
      ["quillworks/quill-4", { model: "quillworks/quill-4" }],
      ["", undefined],
      ["quillworks/quill-3", { model: "quillworks/quill-3" }],
    ] as const) {
      fireEvent.change(model, { target: { value: typed } });
      fireEvent.keyDown(model, { key: "Enter" });
      const [asked] = [{ name: "prompt.submitted", ...(where ? { where } : {}) }];
      await waitFor(() => expect(wire.trend.mock.lastCall?.[0]).toMatchObject({ of: [asked] }));
      expect(document.activeElement).toBe(model);
      expect(model.value).toBe(typed);
    }
  });

  it("in the field of a period, and what is chosen elsewhere is shown in it", async () => {
    openExplore("/explore?period=1000000000000-1100000000000");
    const to = await screen.findByLabelText<HTMLInputElement>(/^To \(UTC\)/);
    to.focus();
    choose(/^To \(UTC\)/, "2004-05-06T07:00");
    fireEvent.submit(to.closest("form") as HTMLFormElement);
    await waitFor(() => expect(wire.trend.mock.lastCall?.[0]).toMatchObject({ toMs: Date.UTC(2004, 4, 6, 7) }));
    expect(document.activeElement).toBe(to);
    expect(to.value).toBe("2004-05-06T07:00");
  });

  it("and an event that is left out leaves it at the button beside, which stays where no more can be added", async () => {
    openExplore(`/explore?of=${["app.opened", ...Array(19).fill("output.kept")].join(",")}`);
    const leaveOut = () => screen.findAllByText(/^Leave out output\.kept/);
    expect(await leaveOut()).toHaveLength(19);
    const add = screen.getByText("Or another event").closest("button") as HTMLButtonElement;
    expect(add.getAttribute("aria-disabled")).toBe("true");
    const asked = wire.trend.mock.calls.length;
    fireEvent.click(add);
    expect(wire.trend.mock.calls).toHaveLength(asked);
    const [first] = await leaveOut();
    first?.closest("button")?.focus();
    fireEvent.click(first as HTMLElement);
    await waitFor(async () => expect(await leaveOut()).toHaveLength(18));
    expect(document.activeElement).toBe(add);
    expect(add.getAttribute("aria-disabled")).toBe("false");
  });
});
