// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answers } from "../testing/answers.ts";
import { emptyExplore, exploreOverWire, wire } from "../testing/explore-wire.ts";
import { openExplore } from "../testing/open-explore.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  ...exploreOverWire,
}));

beforeEach(emptyExplore);
afterEach(cleanup);

const notOver = /The period is not over yet: what is missing may still come\./;

describe("[AD196] retention", () => {
  it("has the interval of the average in its row, and of a cohort where its cell is pointed at", async () => {
    openExplore("/explore?ask=retention");
    const table = await screen.findByRole("table", { name: "Retention" });
    const [, cohort, , average] = within(table).getAllByRole("row");
    expect(cohort?.textContent).not.toContain("17.5 %");
    expect(cohort?.querySelector("[title]")?.getAttribute("title")).toBe("95 % interval 17.5 % to 34.3 %");
    expect(average?.textContent).toContain("17.5 % to 34.3 %");
    screen.getByText(/^95 % interval: where the share would lie with many more visitors like these\./);
    expect(screen.queryByText(/The last row has none/)).toBeNull();
  });

  it("says why the average over cohorts that share visitors has none", async () => {
    const { average, question } = answers.retention;
    wire.retention.mockResolvedValue({
      ...answers.retention,
      question: { ...question, type: "recurring" },
      average: average.map((it) => ({ ...it, interval: null })),
    });
    openExplore("/explore?ask=retention&who=recurring");
    await screen.findByText("The last row has none: whoever started in several cohorts is in it several times.");
    const table = screen.getByRole("table", { name: "Retention" });
    expect(within(table).getAllByRole("row").at(-1)?.textContent).not.toContain("to");
  });
});

it("[AD197] says what the intervals of shares are beside the power-user curve, amounts and probes", async () => {
  for (const ask of ["stickiness", "values", "unmet"]) {
    openExplore(`/explore?ask=${ask}`);
    await screen.findByText(/95 % interval: where the share would lie .* It is of chance alone\.$/);
    cleanup();
  }
});

it("[AD198] amounts per visitor and unmet demand say that their period is not over", async () => {
  for (const ask of ["values", "unmet"]) {
    openExplore(`/explore?ask=${ask}`);
    await screen.findByText(notOver);
    cleanup();
  }
  wire.valueDistribution.mockResolvedValue({ ...answers.valueDistribution, open: false });
  openExplore("/explore?ask=values");
  await screen.findByRole("table", { name: "Visitors by amount" });
  expect(screen.queryByText(notOver)).toBeNull();
});
