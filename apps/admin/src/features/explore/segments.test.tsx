// @vitest-environment jsdom
import { type Segment, segmentOf } from "@flywheel/vocabulary";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { kept } from "../../segments/testing/saved-wire.ts";
import { emptyExplore, exploreOverWire, wire } from "./testing/explore-wire.ts";
import { openExplore } from "./testing/open-explore.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  ...exploreOverWire,
}));

beforeEach(emptyExplore);
afterEach(cleanup);

const june: Segment = {
  key: "june",
  name: "June",
  all: [{ kind: "cohort", of: null, fromMs: Date.UTC(2026, 5, 1), toMs: Date.UTC(2026, 6, 1) }],
};
const at = (segment: Segment) => `/explore?segment=${encodeURIComponent(JSON.stringify(segment))}`;
const press = (name: string) => fireEvent.click(screen.getByText(name));
const write = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const asksFor = (segment: unknown) =>
  waitFor(() => expect(wire.trend.mock.lastCall?.[0]).toMatchObject({ segment }), { timeout: 10_000 });
const who = () => screen.getByLabelText<HTMLSelectElement>("Who").selectedOptions[0]?.textContent;
/** By the groups that they are in. */
const optionsNamed = (name: string) =>
  screen
    .getAllByRole("option", { name, hidden: true })
    .map((option) => option.closest("optgroup")?.getAttribute("label"));
const refused = (message: string) => Object.assign(new Error(message), { data: { code: "CONFLICT" } });

async function writeJune() {
  press("Write a segment");
  write("Attribute", "seen");
  write("First from (UTC)", "2026-06-01T00:00");
  write("And before (UTC)", "2026-07-01T00:00");
  screen.getByText("It means: Visitors who were first seen from 1 Jun 2026 to 30 Jun 2026 (UTC).");
}

it("[AD128] [AD134] somebody who only looks writes a segment, asks of it, and has it in the address", async () => {
  const { address } = openExplore("/explore", "viewer");
  await screen.findByText("Write a segment");
  await writeJune();
  expect(screen.queryByText("Save it")).toBeNull();
  press("Use it without saving");
  await screen.findByText("Name the segment, with a letter or a digit in it.");
  write("Name of the segment", "June");
  press("Use it without saving");
  await asksFor(june);
  await waitFor(() => expect(decodeURIComponent(address())).toContain('"key":"june"'));
  expect(who()).toBe("June");
  screen.getByText("June: Visitors who were first seen from 1 Jun 2026 to 30 Jun 2026 (UTC).");
  expect(kept.save).not.toHaveBeenCalled();
});

it("[AD128] [AD133] an editor saves it; a name that is taken is told, and what was written stays", async () => {
  openExplore();
  await screen.findByText("Write a segment");
  await writeJune();
  write("Name of the segment", "June");
  kept.save.mockRejectedValueOnce(refused('there is a segment called "June" already; choose another name'));
  press("Save it");
  await screen.findByText('There is a segment called "June" already; choose another name.');
  write("Name of the segment", "June again");
  kept.list.mockResolvedValue([{ segment: { ...june, key: "june-again", name: "June again" }, revision: 1 }]);
  press("Save it");
  await asksFor({ key: "june-again", all: june.all });
  expect(kept.save.mock.lastCall).toEqual([{ segment: { ...june, key: "june-again", name: "June again" } }]);
  await screen.findByText("Remove this segment");
  expect(who()).toBe("June again");
});

it("[AD132] a saved one is renamed at the revision that was read, under its key", async () => {
  kept.list.mockResolvedValue([{ segment: june, revision: 7 }]);
  openExplore(at(june));
  fireEvent.click(await screen.findByText("Change this segment"));
  expect(screen.getByLabelText<HTMLInputElement>("First from (UTC)").value).toBe("2026-06-01T00:00");
  write("Name of the segment", "First of summer");
  kept.list.mockResolvedValue([{ segment: { ...june, name: "First of summer" }, revision: 8 }]);
  press("Save the change");
  await asksFor({ key: "june", name: "First of summer" });
  expect(kept.change.mock.lastCall).toEqual([{ segment: { ...june, name: "First of summer" }, revision: 7 }]);
  await waitFor(() => expect(who()).toBe("First of summer"));
});

it("[AD129] [AD132] one that is removed is still asked for, and can be saved again", async () => {
  kept.list.mockResolvedValue([{ segment: june, revision: 3 }]);
  openExplore(at(june));
  kept.list.mockResolvedValueOnce([{ segment: june, revision: 3 }]);
  fireEvent.click(await screen.findByText("Remove this segment"));
  kept.list.mockResolvedValue([]);
  await screen.findByText("June is no longer saved. Links that have it, this one too, still ask for it.");
  expect(kept.remove.mock.lastCall).toEqual([{ key: "june", revision: 3 }]);
  await asksFor(june);
  fireEvent.click(await screen.findByText("Write another from this"));
  press("Save it");
  await waitFor(() => expect(kept.save.mock.lastCall).toEqual([{ segment: june }]));
});

it("[AD133] a removal that is refused is told", async () => {
  kept.list.mockResolvedValue([{ segment: june, revision: 3 }]);
  kept.remove.mockRejectedValue(refused('somebody changed "June" meanwhile; look at it again'));
  openExplore(at(june));
  fireEvent.click(await screen.findByText("Remove this segment"));
  await screen.findByText('Somebody changed "June" meanwhile; look at it again.');
});

it("[AD129] a link asks for what it was, after the saved one was changed, and the changed one can be chosen", async () => {
  const changed = { ...june, all: [{ kind: "tenure" as const, is: "new" as const }] };
  kept.list.mockResolvedValue([{ segment: changed, revision: 2 }]);
  openExplore(at(june));
  await asksFor(june);
  await waitFor(() => expect(screen.getAllByRole("option", { name: "June", hidden: true })).toHaveLength(2));
  expect(optionsNamed("June")).toEqual(["Saved", "Of this link"]);
  expect(screen.queryByText("Remove this segment")).toBeNull();
  write("Who", "saved:june");
  await asksFor(changed);
});

it("[AD130] [AD132] saved ones are chosen beside given ones; a viewer cannot change them", async () => {
  kept.list.mockResolvedValue([{ segment: june, revision: 1 }]);
  const { address } = openExplore("/explore", "viewer");
  await screen.findByRole("option", { name: "June", hidden: true });
  write("Who", "saved:june");
  await asksFor(june);
  expect(screen.queryByText("Remove this segment")).toBeNull();
  expect(screen.queryByText("Change this segment")).toBeNull();
  write("Who", "phones");
  await asksFor(segmentOf("phones"));
  await waitFor(() => expect(address()).toBe("/explore?segment=phones"));
});

it("[AD130] says when the saved ones cannot be read, and offers the given ones", async () => {
  kept.list.mockRejectedValue(new Error("away"));
  openExplore();
  await screen.findByText("The saved ones could not be read.");
  write("Who", "phones");
  await asksFor(segmentOf("phones"));
});

it("[AD132] what is chosen or saved meanwhile does not change which one is being changed", async () => {
  const july = { ...june, key: "july", name: "July" };
  const saved = [
    { segment: june, revision: 7 },
    { segment: july, revision: 2 },
  ];
  kept.list.mockResolvedValue(saved);
  openExplore(at(june));
  fireEvent.click(await screen.findByText("Change this segment"));
  write("Who", "saved:july");
  await asksFor(july);
  write("Name of the segment", "First of summer");
  press("Save the change");
  await waitFor(() => expect(kept.change).toHaveBeenCalled());
  expect(kept.change.mock.lastCall).toEqual([{ segment: { ...june, name: "First of summer" }, revision: 7 }]);
});

it("[AD128] whoever leaves what they wrote has the keyboard where they were", async () => {
  openExplore(at(june));
  fireEvent.click(await screen.findByText("Write another from this"));
  expect(document.activeElement).toBe(screen.getByLabelText("Name of the segment"));
  press("Leave it");
  expect(document.activeElement?.textContent).toBe("Write a segment");
});

describe("[AD189] the history of a saved segment", () => {
  it("is read when it is unfolded, the newest first, with who, when and what changed", async () => {
    kept.list.mockResolvedValue([{ segment: june, revision: 2 }]);
    const atMs = Date.UTC(2026, 6, 2, 10);
    kept.history.mockResolvedValue([
      { revision: 2, atMs, byName: "Ada", action: "rename", segment: june },
      { revision: 1, atMs: atMs - 3_600_000, byName: null, action: "save", segment: { ...june, name: "Summer" } },
    ]);
    openExplore(at(june), "viewer");
    const fold = (await screen.findByText("Its history")).closest("button");
    expect(fold?.getAttribute("aria-expanded")).toBe("false");
    expect(kept.history).not.toHaveBeenCalled();
    press("Its history");
    const list = await screen.findByRole("list", { name: "History of the segment" });
    expect([...list.children].map(({ textContent }) => textContent)).toEqual([
      "2 Jul 2026, 10:00 UTC, Ada: Renamed. “Summer” became “June”.",
      "2 Jul 2026, 09:00 UTC, somebody who is no longer here: Saved as “Summer”. Visitors who were first seen from 1 Jun 2026 to 30 Jun 2026 (UTC).",
    ]);
    expect(kept.history.mock.lastCall).toEqual([{ key: "june" }]);
  });

  it("of one that nobody saved is empty, cannot be read where the server fails, and a given one has none", async () => {
    openExplore(at(june));
    fireEvent.click(await screen.findByText("Its history"));
    await screen.findByText("Nobody has saved it.");
    cleanup();
    kept.history.mockRejectedValue(new Error("secret"));
    openExplore(at(june));
    fireEvent.click(await screen.findByText("Its history"));
    await screen.findByText("The history could not be read");
    expect(screen.queryByText(/secret/)).toBeNull();
    cleanup();
    openExplore("/explore?segment=phones");
    await screen.findByText(/^On a phone: Visitors who/);
    expect(screen.queryByText("Its history")).toBeNull();
  });
});
