// @vitest-environment jsdom
import { definitionOf, eventNames } from "@flywheel/vocabulary";
import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isOfEverybody, sayConsentGap, sayWhoCounts } from "./asking/consent-words.ts";
import { answers } from "./testing/answers.ts";
import { choose, emptyExplore, exploreOverWire, wire } from "./testing/explore-wire.ts";
import { openExplore } from "./testing/open-explore.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  ...exploreOverWire,
}));

beforeEach(emptyExplore);
afterEach(cleanup);

const opened = { name: "app.opened" } as const;
const paid = { name: "payment.settled" } as const;
const onlyAgreed = "Only visitors who agreed to measuring are counted.";

describe("[AD183] who can be counted depends on the event", () => {
  it("what the catalogue calls necessary is of everybody, and nothing else is", () => {
    const ofEverybody = eventNames.filter((name) => isOfEverybody({ name }));
    expect(ofEverybody).toEqual(eventNames.filter((name) => definitionOf(name).consent === "necessary"));
    expect(ofEverybody).toContain("payment.settled");
  });

  it("the field of an event says so as soon as it is chosen", async () => {
    openExplore();
    await screen.findByRole("table", { name: "Trend" });
    expect(screen.queryByText(/who declined/)).toBeNull();
    choose("Event", "payment.settled");
    await screen.findByText(
      /^Counts when what a visitor's credits .*\. Of everybody, also of who declined to be measured\.$/,
    );
  });

  it.each([
    ["only those who agreed", [opened], onlyAgreed],
    ["everybody", [paid], "Whoever declined to be measured is counted too."],
    [
      "both",
      [opened, paid],
      "By some of these events only visitors who agreed to measuring are counted, by the others everybody.",
    ],
  ])("where nothing was found it is said of %s", (_, events, said) => {
    expect(sayWhoCounts(events)).toBe(said);
  });

  it.each([
    ["", onlyAgreed],
    ["?of=payment.settled", "Whoever declined to be measured is counted too."],
  ])("under an empty answer at /explore%s", async (search, said) => {
    wire.trend.mockResolvedValue({ ...answers.trend, points: [] });
    openExplore(`/explore${search}`);
    expect((await screen.findByText(/Choose a longer period/)).textContent).toMatch(said);
  });

  it("two events of one question that differ are a warning, of retention and per visitor", async () => {
    openExplore("/explore?ask=retention&start=payment.settled");
    await screen.findByText(
      "payment.settled is of everybody, app.opened only of who agreed to be measured: whoever declined is counted as if they never did it.",
    );
    choose("Came back with", "credits.spent");
    await vi.waitFor(() => expect(screen.queryByRole("note")).toBeNull());
    cleanup();
    openExplore("/explore?ask=values&amount=payment.settled&among=app.opened");
    await screen.findByText(
      "app.opened is only of who agreed to be measured, payment.settled of everybody: whoever declined is not counted at all.",
    );
    expect(sayConsentGap(opened, { name: "prompt.submitted" })).toBeNull();
  });
});
