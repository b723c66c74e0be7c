// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answers } from "../testing/answers.ts";
import { choose, emptyExplore, exploreOverWire, rowsOf, wire } from "../testing/explore-wire.ts";
import { openExplore } from "../testing/open-explore.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  ...exploreOverWire,
}));

beforeEach(emptyExplore);
afterEach(cleanup);

const shown = () => screen.findByRole("list", { name: "Visitors at each step" });
const asked = () => wire.funnel.mock.lastCall?.[0];
const stepNames = () => (asked() as { steps: { name: string }[] }).steps.map(({ name }) => name);

it("[AD201] shows of each step who reached it, of whom with the interval, and how long that took", async () => {
  openExplore("/explore?ask=funnel");
  const steps = within(await shown()).getAllByRole("listitem");
  expect(steps.map(({ textContent }) => textContent)).toEqual([
    "1 app.opened400 + 12 not over yet",
    "2 prompt.submitted200 + 3 not over yet50.0 % (45.0 % to 55.0 %): 200 of 400 who did step 1, median 1 min after",
    "3 output.kept50 + 3 not over yet25.0 % (22.5 % to 27.5 %): 50 of 200 who did step 2, median 1 min after" +
      "12.5 % (12.5 % to 16.7 %): 50 of 400 who did step 1, median 2 min after",
  ]);
  screen.getByText(/^Hatched and counted apart: 12 visitors whose 1 day from the first step is not over yet\./);
  screen.getByText(/Each step counts once the one before it is reached/);
});

it("[AD201] asks of two to ten steps, each of which can be another event and, above two, left out", async () => {
  const { address } = openExplore("/explore?ask=funnel");
  await shown();
  expect(stepNames()).toEqual(["app.opened", "prompt.submitted", "output.kept"]);
  const add = screen.getByRole("button", { name: "Another step" });
  fireEvent.click(add);
  // What usually comes after the last, and of no name that is there already.
  await waitFor(() => expect(stepNames()).toEqual(["app.opened", "prompt.submitted", "output.kept", "share.created"]));
  choose("Step 4", "payment.settled");
  await screen.findByLabelText("Step 4: only where");
  choose("Step 4: only where", "funding");
  await screen.findByLabelText("Step 4: funding is");
  choose("Step 4: funding is", "purchased");
  await waitFor(() =>
    expect(asked()).toMatchObject({ steps: { 3: { name: "payment.settled", where: { funding: "purchased" } } } }),
  );
  const through = ["app.opened", "prompt.submitted", "output.kept", "payment.settled:funding=purchased"];
  expect(decodeURIComponent(address())).toContain(through.join(","));
  for (let left = 4; left > 2; left -= 1) {
    const [leaveOut] = screen.getAllByRole("button", { name: /^Leave out/ });
    fireEvent.click(leaveOut as HTMLElement);
    await waitFor(() => expect(stepNames()).toHaveLength(left - 1));
  }
  expect(screen.queryByRole("button", { name: /^Leave out/ })).toBeNull();
});

it("[AD201] has no more than ten steps", async () => {
  const through = ["app.opened", "prompt.submitted", "inference.completed", "output.shown", "output.kept"];
  const more = ["share.created", "checkout.opened", "credits.purchased", "proof.shown", "proof.opened"];
  openExplore(`/explore?ask=funnel&through=${[...through, ...more].join(",")}`);
  await shown();
  expect(stepNames()).toHaveLength(10);
  const add = screen.getByRole("button", { name: "Another step" });
  expect(add.getAttribute("aria-disabled")).toBe("true");
  fireEvent.click(add);
  expect(screen.queryByLabelText("Step 11")).toBeNull();
});

it("[AD202] two steps that one event could fill are said, and not asked", async () => {
  openExplore("/explore?ask=funnel");
  await shown();
  const before = wire.funnel.mock.calls.length;
  choose("Step 3", "prompt.submitted");
  await screen.findByText(/^One event could be step 2 and step 3, but it can only be one of them\./);
  screen.getByText(/^Not asked\. One event could be/);
  expect(wire.funnel.mock.calls).toHaveLength(before);
  choose("Step 2: only where", "attempt");
  await screen.findByLabelText("Step 2: attempt is");
  choose("Step 2: attempt is", "first");
  choose("Step 3: only where", "attempt");
  await screen.findByLabelText("Step 3: attempt is");
  choose("Step 3: attempt is", "again");
  await waitFor(() => expect(screen.queryByText(/^One event could be/)).toBeNull());
  await waitFor(() =>
    expect(asked()).toMatchObject({
      steps: { 1: { where: { attempt: "first" } }, 2: { where: { attempt: "again" } } },
    }),
  );
});

it("[AD203] leaves paths out for an event in between where steps follow each other, and only there", async () => {
  openExplore("/explore?ask=funnel");
  await shown();
  choose("Other events between", "left-out");
  const leftOut = await screen.findByLabelText<HTMLSelectElement>("Ends the path");
  expect(leftOut.value).toBe("inference.refused");
  await waitFor(() =>
    expect(asked()).toMatchObject({ exclusions: [{ of: { name: "inference.refused" }, after: 1, before: 3 }] }),
  );
  screen.getByText(
    /once the one before it is reached; inference\.refused in between ends the path, and nothing else does/,
  );
  choose("Ends the path", "prompt.submitted");
  await screen.findByText(/^One event could be step 2 and what ends the path, but/);
  choose("Later steps", "unordered");
  await waitFor(() => expect(asked()).toMatchObject({ order: "unordered", exclusions: [] }));
  expect(screen.queryByLabelText("Ends the path")).toBeNull();
});

it("[AD203] is told apart by what the first step says, within a time", async () => {
  const { question, steps: all } = answers.funnel;
  const steps = all.slice(1);
  wire.funnel.mockResolvedValue({
    ...answers.funnel,
    steps,
    question: { ...question, breakdown: "model" },
    groups: [{ value: "quillworks/quill-3", steps }],
  });
  openExplore("/explore?ask=funnel&part=model&within=30d&through=prompt.submitted,output.kept");
  await shown();
  expect(asked()).toMatchObject({ breakdown: "model", windowMs: 30 * 86_400_000 });
  expect(rowsOf("By model")).toEqual([
    ["Model at the first step", "prompt.submitted", "output.kept", "Not over yet"],
    ["quillworks/quill-3", "200", "5025.0 %(12.5 % to 16.7 %)", "3"],
  ]);
  choose("Step 1", "app.opened");
  await waitFor(() => expect(asked()).toMatchObject({ breakdown: null }));
  const parts = [...screen.getByLabelText<HTMLSelectElement>("Broken down by").options].map(({ value }) => value);
  expect(parts).toEqual(["", "app", "device", "browser", "build"]);
});

it("[AD201] says that nobody did the first step, and who can be counted", async () => {
  const none = answers.funnel.steps.map((it) => ({ ...it, reached: 0, open: 0 }));
  wire.funnel.mockResolvedValue({ ...answers.funnel, steps: none });
  openExplore("/explore?ask=funnel");
  await screen.findByText("Nobody did the first step in this period");
  screen.getByText(/Only visitors who agreed to measuring are counted\./);
});
