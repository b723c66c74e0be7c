// @vitest-environment jsdom
import { type ExperimentDefinition, RefusedError, seeds } from "@flywheel/experiments";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { metrics, type StaffRole } from "@flywheel/vocabulary";
import { apps } from "@flywheel/vocabulary/apps";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { PersonContext } from "../../signed-in/person.ts";
import { sayMetric } from "../../words/metric-words.ts";
import { CreatePage } from "./create-page.tsx";
import { draftOf } from "./draft.ts";
import { EditPage } from "./edit-page.tsx";

const asked = vi.hoisted(() => ({ create: vi.fn(), edit: vi.fn(), rephase: vi.fn(), get: vi.fn(), power: vi.fn() }));

/** The server's side of the wire. */
vi.mock("@flywheel/host", async (original) => {
  const mutation = (ask: (input: unknown) => unknown) => ({
    mutationOptions: (options: object) => ({ ...options, mutationFn: (input: unknown) => ask(input) }),
  });
  const query = (name: string, ask: (input: unknown) => unknown) => ({
    queryOptions: (input: unknown) => ({ queryKey: [name, input], queryFn: () => ask(input) }),
  });
  return {
    ...(await original<typeof import("@flywheel/host")>()),
    useTRPC: () => ({
      experiments: {
        pathKey: () => ["experiments"],
        create: mutation(asked.create),
        edit: mutation(asked.edit),
        rephase: mutation(asked.rephase),
        get: query("get", asked.get),
        power: query("power", asked.power),
      },
    }),
  };
});

const [seed] = seeds;
if (!seed) throw new Error("no seed");

beforeEach(() => {
  completeJsdom();
  for (const ask of Object.values(asked)) ask.mockReset().mockResolvedValue({ key: "the-key" });
});
afterEach(cleanup);

function open(page: ReactNode, role: StaffRole = "editor") {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <FlywheelTheme>
        <PersonContext value={{ id: "a", name: "Ada", email: "ada@example.org", role }}>{page}</PersonContext>
      </FlywheelTheme>
    </QueryClientProvider>,
  );
}
/** By its heading: asking for the region by its role takes jsdom a second for a form of this size. */
const part = (title: string) => within(screen.getByText(title).closest("section") as HTMLElement);
const what = () => part("1. What");
const fieldIn = (title: string, label: string) => part(title).getByLabelText<HTMLInputElement>(label);
const write = (title: string, label: string, text: string) =>
  fireEvent.change(fieldIn(title, label), { target: { value: text } });
const press = (name: string) => fireEvent.click(screen.getByText(name));

function writeWhat() {
  write("1. What", "Name", "Warmer words");
  write("1. What", "Hypothesis", "More keep a picture.");
  write("1. What", "Feature", "studio.words");
}
const created = async () => {
  press("Save as a draft");
  await waitFor(() => expect(asked.create).toHaveBeenCalled());
  return asked.create.mock.calls[0]?.[0].draft;
};

it("[AD42] a blank form sends nothing, and says at each field what to fill in", async () => {
  open(<CreatePage onSaved={() => {}} />);
  press("Save as a draft");
  await screen.findByText(/fields above must be mended first/);
  expect(what().getAllByText("Fill this in.")).toHaveLength(2);
  expect(fieldIn("1. What", "Hypothesis").getAttribute("aria-invalid")).toBe("true");
  expect(asked.create).not.toHaveBeenCalled();
});

it("[AD43] the key follows the name until it is typed by hand, and what is sent is what was written", async () => {
  const saved = vi.fn();
  open(<CreatePage onSaved={saved} />);
  writeWhat();
  expect(fieldIn("1. What", "Key").value).toBe("warmer-words");
  write("1. What", "Key", "my-words");
  write("1. What", "Name", "Colder words");
  fireEvent.change(fieldIn("1. What", "Layer that it should move"), { target: { value: "trust" } });
  expect(await created()).toMatchObject({
    key: "my-words",
    name: "Colder words",
    hypothesis: "More keep a picture.",
    layer: "trust",
    feature: "studio.words",
  });
  await waitFor(() => expect(saved).toHaveBeenCalledWith("the-key"));
});

it("[AD44] a further variant shares the weights equally, and weights that do not sum are not sent", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  press("Add a variant");
  const [first] = part("2. Variants").getAllByLabelText<HTMLInputElement>("Weight");
  if (!first) throw new Error("no weight");
  fireEvent.change(first, { target: { value: "0.9" } });
  press("Save as a draft");
  await screen.findByText("The weights of the variants must add up to 1.");
  expect(asked.create).not.toHaveBeenCalled();
  press("Equal weights");
  const { variants } = await created();
  expect(variants.map(({ weight }: { weight: number }) => weight)).toEqual([0.333333, 0.333333, 0.333334]);
});

it("[AD42] a number that is cleared stays empty, is asked for, and is never sent as 0", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  const coverage = () => fieldIn("3. Who", "Coverage, in %");
  fireEvent.change(coverage(), { target: { value: "" } });
  expect(coverage().value).toBe("");
  write("4. Measured by", "Alpha", "");
  press("Save as a draft");
  await waitFor(() => expect(screen.getAllByText("Fill in a number.")).toHaveLength(2));
  expect(asked.create).not.toHaveBeenCalled();
  fireEvent.change(coverage(), { target: { value: "2" } });
  fireEvent.change(coverage(), { target: { value: "2.5" } });
  write("4. Measured by", "Alpha", "0.");
  expect(fieldIn("4. Measured by", "Alpha").value).toBe("0.");
  write("4. Measured by", "Alpha", "0.01");
  const draft = await created();
  expect(draft.coverage).toBe(0.025);
  expect(draft.measurement.alpha).toBe(0.01);
});

it("[AD42] whom it aims at is sent by app, device, tenure and payer, with its namespace, and no part of it unless chosen", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  fireEvent.click(part("3. Who").getByLabelText(apps["image-studio"].title));
  fireEvent.click(part("3. Who").getByLabelText("phone"));
  write("3. Who", "Tenure", "new");
  write("3. Who", "Payers", "false");
  fireEvent.click(part("3. Who").getByLabelText(/In a namespace/));
  write("3. Who", "To", "0.25");
  fireEvent.click(part("3. Who").getByLabelText(/Who is in stays in/));
  write("3. Who", "Tenure", "");
  expect(await created()).toMatchObject({
    targeting: { apps: ["image-studio"], devices: ["phone"], payer: false },
    namespace: { key: "main", from: 0, to: 0.25 },
    sticky: false,
    heldOut: true,
  });
  expect(asked.create.mock.calls[0]?.[0].draft.targeting).not.toHaveProperty("tenure");
});

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

it("[AD46] the power of today's traffic is asked for the draft, told in sentences, and a row of it becomes the plan", async () => {
  asked.power.mockResolvedValue({
    traffic: { asOfMs: 0, days: 28, visitors: 11_200, visitorsPerDay: 400, caps: {}, baseline: null },
    alpha: 0.05,
    power: 0.8,
    arms: 2,
    undecided: null,
    rows: [
      { days: 7, visitors: 2800, effect: null },
      { days: 14, visitors: 5600, effect: 0.12 },
    ],
  });
  open(<CreatePage onSaved={() => {}} />);
  const ask = screen.getByText("What can today's traffic find?").closest("button");
  expect(ask?.disabled).toBe(true);
  writeWhat();
  press("What can today's traffic find?");
  await screen.findByText("With 400 visitors a day, 14 days find an effect of 12 %.");
  expect(asked.power.mock.calls[0]?.[0].draft).toMatchObject({ feature: "studio.words", plan: null });
  press("Plan this");
  expect(fieldIn("6. Plan", "Planned visitors").value).toBe("5,600");
  // The answer is for what was asked: with other visitors it is gone.
  write("3. Who", "Payers", "true");
  await screen.findByText(/Ask again\./);
  expect((await created()).plan).toEqual({ visitors: 5600, days: 14, effect: 0.12 });
});

it("[AD46] a traffic that tells nothing says what to do about it", async () => {
  asked.power.mockResolvedValue({
    traffic: { asOfMs: 0, days: 28, visitors: 0, visitorsPerDay: 0, caps: {}, baseline: null },
    alpha: 0.05,
    power: 0.8,
    arms: 2,
    undecided: "no-visitors",
    rows: [{ days: 7, visitors: 0, effect: null }],
  });
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  press("What can today's traffic find?");
  await screen.findByText(/Widen whom it aims at, or bring visitors first/);
  expect(screen.queryByLabelText("What the traffic can find")).toBeNull();
});

it("[AD47] an edit that would move visitors is refused, and the new phase that is offered is sent with a reason", async () => {
  const running = { ...seed, state: "running", revision: 5 } as ExperimentDefinition;
  const refusal = { code: "would-reassign", fields: ["sticky"] } as const;
  asked.get.mockResolvedValue(running);
  asked.edit.mockRejectedValue(Object.assign(new RefusedError(refusal), { data: { code: "CONFLICT", refusal } }));
  const saved = vi.fn();
  open(<EditPage experimentKey={seed.key} onSaved={saved} />);
  await screen.findByText("3. Who");
  fireEvent.click(part("3. Who").getByLabelText(/Who is in stays in/));
  expect(screen.queryByText("Start a new phase")).toBeNull();
  press("Save");
  await screen.findByText(/would move visitors who are inside/);
  const draft = { ...draftOf(running), sticky: !running.sticky };
  expect(asked.edit.mock.calls[0]?.[0]).toEqual({ key: seed.key, revision: 5, draft });
  press("Start a new phase");
  await screen.findByText("Say why.");
  expect(asked.rephase).not.toHaveBeenCalled();
  fireEvent.change(screen.getByLabelText("Why"), { target: { value: " the weights were wrong " } });
  press("Start a new phase");
  await waitFor(() => expect(saved).toHaveBeenCalled());
  expect(asked.rephase.mock.calls[0]?.[0]).toEqual({
    key: seed.key,
    revision: 5,
    draft,
    because: "the weights were wrong",
  });
});

it("[AD42] a refusal of one field stands at that field", async () => {
  const refusal = { code: "exists", key: "warmer-words" } as const;
  asked.create.mockRejectedValue(Object.assign(new RefusedError(refusal), { data: { code: "CONFLICT", refusal } }));
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  press("Save as a draft");
  await waitFor(() => expect(fieldIn("1. What", "Key").getAttribute("aria-invalid")).toBe("true"));
  what().getByText(/choose another key/);
});

it("[AD48] a viewer is shown no form", () => {
  open(<CreatePage onSaved={() => {}} />, "viewer");
  expect(screen.queryByText("Save as a draft")).toBeNull();
});
