// @vitest-environment jsdom
import { metrics } from "@flywheel/vocabulary";

import { fireEvent, screen, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { sayMetric } from "../../words/metric-words.ts";
import { CreatePage } from "./create-page.tsx";
import { asked, created, open, part, press, useFormRoom, write, writeWhat } from "./testing/form-room.tsx";

vi.mock("@flywheel/host", async (original) => (await import("./testing/wire.ts")).overWire(await original<object>()));

useFormRoom();

it("[AD45] every metric that can decide is offered as the primary one, each says what it counts, a percentile is not", () => {
  open(<CreatePage onSaved={() => {}} />);
  const primary = () => part("4. Measured by").getByLabelText<HTMLSelectElement>("Primary metric");
  const offered = [...primary().options].map(({ value }) => value);
  expect(offered).toEqual(metrics.filter(({ kind }) => kind !== "quantile").map(({ key }) => key));
  expect(offered).not.toContain("wait-p90");
  write("4. Measured by", "Primary metric", "revenue");
  const revenue = metrics.find(({ key }) => key === "revenue");
  if (!revenue) throw new Error("no revenue");
  part("4. Measured by").getByText(sayMetric(revenue));
});

it("[AD45] an own metric is added, chosen and sent; one that no event can match is refused in its place", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  press("Add a metric of its own");
  write("4. Measured by", "Name of the metric", "Liked it");
  write("4. Measured by", "Event", "output.rated");
  write("4. Measured by", "Only where", "rating");
  write("4. Measured by", "rating is", "sideways");
  press("Add it");
  await screen.findByText(/is never/);
  write("4. Measured by", "rating is", "up");
  press("Add it");
  await screen.findByText(/its own metric\./);
  write("4. Measured by", "Primary metric", "liked-it");
  const { measurement } = await created();
  expect(measurement.primary).toBe("liked-it");
  expect(measurement.ownMetrics).toMatchObject([
    { key: "liked-it", of: { name: "output.rated", where: { rating: "up" } } },
  ]);
});

it("[AD62] [AD63] a segment of its own is written, told in words, chosen and sent, and goes when it is removed", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  press("Add a segment of its own");
  const editor = within(screen.getByText("A segment of its own").closest("fieldset") as HTMLElement);
  expect(document.activeElement).toBe(editor.getByLabelText("Name of the segment"));
  press("Add the segment");
  editor.getByText("Name the segment, with a letter or a digit in it.");
  write("4. Measured by", "Name of the segment", "Askers at a desk");
  write("4. Measured by", "Whether", "false");
  fireEvent.click(editor.getByLabelText("Phone"));
  fireEvent.click(editor.getByLabelText("Tablet"));
  press("And a further condition");
  const second = within(editor.getByText("Condition 2").closest("fieldset") as HTMLElement);
  fireEvent.change(second.getByLabelText("Attribute"), { target: { value: "event" } });
  fireEvent.change(second.getByLabelText("At least so many times"), { target: { value: "3" } });
  const words =
    "Visitors who, at their first exposure, are not on a phone or a tablet, and who sent a prompt at least 3 times before it.";
  expect(editor.getByRole("status").textContent).toBe(`It means: ${words}`);
  press("Add the segment");
  expect(document.activeElement?.textContent).toBe("Add a segment of its own");
  screen.getByText(`Askers at a desk: ${words}`);
  const { measurement } = await created();
  expect(measurement.segments).toEqual(["askers-at-a-desk"]);
  expect(measurement.ownSegments).toMatchObject([
    {
      key: "askers-at-a-desk",
      name: "Askers at a desk",
      all: [
        { kind: "property", property: "device", in: ["desktop", "server", "unknown"] },
        { kind: "behaviour", of: { name: "prompt.submitted" }, did: true, atLeast: 3, withinMs: null },
      ],
    },
  ]);
  press("Remove Askers at a desk");
  expect(screen.queryByText(/Askers at a desk/)).toBeNull();
  asked.create.mockClear();
  expect((await created()).measurement).toMatchObject({ segments: [], ownSegments: [] });
});

it("[AD74] secondary metrics and guardrails are sent with their margins", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  const guardrails = part("4. Measured by").getByLabelText("Guardrails", { selector: "input" });
  fireEvent.click(guardrails);
  const offered = document.getElementById(guardrails.getAttribute("aria-controls") ?? "");
  fireEvent.click(within(offered as HTMLElement).getByText("Was refused"));
  write("4. Measured by", "May get worse by, in %: Was refused", "2.5");
  const { measurement } = await created();
  expect(measurement.guardrails).toEqual([
    { metric: "page-broke", margin: 0.1 },
    { metric: "refused", margin: 0.025 },
  ]);
  expect(measurement.secondary).toEqual(["asked", "served", "paid"]);
});
