// @vitest-environment jsdom
import { segmentOf } from "@flywheel/vocabulary";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answers } from "./testing/answers.ts";
import { choose, emptyExplore, exploreOverWire, wire } from "./testing/explore-wire.ts";
import { openExplore } from "./testing/open-explore.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  ...exploreOverWire,
}));

beforeEach(emptyExplore);
afterEach(cleanup);

const failed = (code: string, message: string) => Object.assign(new Error(message), { data: { code } });

describe("[AD84] while it is counted, and when it is not answered", () => {
  it("says that it is counting, and then keeps the former answer and says so", async () => {
    let tell: (answer: unknown) => void = () => {};
    const later = () => new Promise((resolve) => (tell = resolve));
    wire.trend.mockImplementation(later);
    openExplore();
    expect((await screen.findByRole("status")).textContent).toBe("Counting");
    tell(answers.trend);
    await screen.findByRole("table", { name: "Trend" });
    expect(screen.queryByText(/the question before/)).toBeNull();
    choose("App", "chat");
    await screen.findByText("Still the answer to the question before. The new one is being counted.");
    screen.getByRole("table", { name: "Trend" });
    tell(answers.trend);
    await waitFor(() => expect(screen.queryByText(/the question before/)).toBeNull());
  });

  it("keeps the former answer under what failed", async () => {
    openExplore();
    await screen.findByRole("table", { name: "Trend" });
    wire.trend.mockRejectedValueOnce(failed("INTERNAL_SERVER_ERROR", "secret"));
    choose("App", "chat");
    await screen.findByText("Still the answer to the question before.");
    within(screen.getByRole("alert")).getByText(/Something broke on our side/);
    screen.getByRole("table", { name: "Trend" });
  });

  it("tells a question that asks for too much in the server's words, and does not offer the same again", async () => {
    wire.trend.mockRejectedValue(failed("UNPROCESSABLE_CONTENT", "this took too long: ask for less time"));
    openExplore();
    const alert = within(await screen.findByRole("alert"));
    alert.getByText("This asks for too much at once");
    alert.getByText("This took too long: ask for less time.");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("tells another failure without its insides, and offers to try again", async () => {
    wire.trend.mockRejectedValueOnce(failed("INTERNAL_SERVER_ERROR", "secret"));
    openExplore();
    await screen.findByText(/Something broke on our side/);
    expect(screen.queryByText(/secret/)).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByRole("table", { name: "Trend" });
  });

  it.each([
    ["trend", { points: [] }, "Nothing of it in this period"],
    ["retention", { cohorts: [], average: [] }, "Nobody started in this period"],
    ["lifecycle", { points: [], activeBefore: 0 }, "Nobody was active in this period"],
    ["stickiness", { points: [] }, "No 28 days of this period are over"],
    ["paths", { sessions: 0, open: 0, links: [] }, "No session had this event in this period"],
    ["paths", { sessions: 0, open: 2, links: [] }, "No such session is over yet"],
    ["values", { visitors: 0 }, "No such visitor in this period"],
    ["unmet", { wants: [] }, "Nothing was missed in this period"],
  ] as const)("says what to do where nothing was found: %s", async (ask, nothing, title) => {
    const name = ask === "values" ? "valueDistribution" : ask === "unmet" ? "unmetDemand" : ask;
    wire[name].mockResolvedValue({ ...answers[name], ...nothing });
    openExplore(`/explore?ask=${ask}`);
    await screen.findByText(title);
    expect(screen.getAllByText(/Choose a .*period/).length).toBeGreaterThan(0);
    expect(screen.queryByRole("table", { name: "Trend" })).toBeNull();
  });
});

describe("[AD85] every answer says what it rests on", () => {
  it("as of when, how many, from whom, and how many bots were left out", async () => {
    openExplore();
    await screen.findByText(
      "As of 13 May 2026, 12:00 UTC. Rests on 1,234 events of 600 real visitors; 5 from bots left out.",
    );
    expect(screen.queryByText("Simulated", { selector: ".mantine-Badge-label" })).toBeNull();
  });

  it("and of which visitors, when it is not everybody", async () => {
    const question = { ...answers.trend.question, segment: segmentOf("phones") };
    wire.trend.mockResolvedValue({ ...answers.trend, question });
    openExplore("/explore?segment=phones");
    await screen.findByText(/left out\. Only who was in “On a phone” at their first such event of the period\.$/);
  });

  it("and marks what is simulated", async () => {
    wire.trend.mockResolvedValue({ ...answers.trend, basis: { ...answers.trend.basis, visitors: 1, simulated: true } });
    openExplore();
    await screen.findByText(/1,234 events of 1 simulated visitor;/);
    screen.getByText("Simulated", { selector: ".mantine-Badge-label" });
  });
});
