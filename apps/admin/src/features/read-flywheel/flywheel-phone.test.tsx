// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layerIds } from "../../words/layer-names.ts";
import type { GatedLayer, Judgement } from "./answer.ts";
import { inventJudgement } from "./invented-answer.ts";
import { LayerRing } from "./layer-ring.tsx";
import { gates } from "./layer-words.ts";
import { address, emptyFlywheel, flywheelOverWire, onAPhone, open, show } from "./testing/open-flywheel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

function ring(bottleneck?: Judgement["bottleneck"]): readonly HTMLElement[] {
  show(<LayerRing judgement={inventJudgement(bottleneck ? { bottleneck } : {})} />);
  return within(screen.getByRole("list", { name: "Layers in the order of the ring" })).getAllByRole("listitem");
}
const cardOf = (layer: GatedLayer, cards: readonly HTMLElement[]) => cards[layerIds.indexOf(layer)] as HTMLElement;

it("[AD177] on a phone a layer is its name, evidence and rate, and the rest is opened", () => {
  onAPhone();
  const card = cardOf("users", ring());
  const summary = card.querySelector("summary");
  if (summary === null) throw new Error("the card is not folded");
  expect(summary.textContent).toBe("UsersObserved40.0 % (400 of 1,000)");
  expect(within(card).getByText(gates.users).closest("summary")).toBeNull();
  expect(within(card).getByText("Target 60.0 %, usual").closest("summary")).toBeNull();
  expect(
    within(card)
      .getByText(/^Gain \+10\.0 % of Y/)
      .closest("details"),
  ).toBe(summary.parentElement);
  // Only phrases may be in a summary.
  expect(summary.querySelector("p, div, dl")).toBeNull();
});

it.each<readonly [Judgement["bottleneck"], readonly GatedLayer[]]>([
  [{ is: "named", layer: "payments", support: 0.97, lowShare: 0.067 }, ["payments"]],
  [{ is: "undecided", between: ["usage", "models"], support: 0.6, because: "support" }, ["models", "usage"]],
  [{ is: "none-stands-out", largest: "users", support: 0.4, lowShare: 0.01 }, []],
])("[AD177] on a phone those layers are open that the verdict is about: %o", (bottleneck, held) => {
  onAPhone();
  const cards = ring(bottleneck);
  expect(layerIds.filter((layer) => cardOf(layer, cards).querySelector("details")?.open)).toEqual(held);
});

it("[AD177] in a wide window every layer is whole", () => {
  const cards = ring();
  for (const card of cards) expect(card.querySelector("details")).toBeNull();
  within(cardOf("users", cards)).getByText(gates.users);
});

it("[AD177] growth comes before the layers, and their numbers are folded", async () => {
  open();
  const layers = await screen.findByText("Nine layers");
  const growth = screen.getByRole("region", { name: "Demand reproduction" });
  expect(growth.compareDocumentPosition(layers) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  const folded = screen.getByText("The same as numbers").closest("details");
  expect(folded?.open).toBe(false);
  expect(screen.getByRole("table", { name: "Layers" }).closest("details")).toBe(folded);
});

it("[AD177] targets are folded while all are usual; a link that states some opens with them", async () => {
  const folded = () => screen.getByRole("form", { name: "Targets" }).closest("details");
  open();
  await screen.findByText(/holds demand back \(/);
  expect(folded()?.open).toBe(false);
  screen.getByRole("heading", { name: "Targets" });
  cleanup();
  open({ targets: { users: 0.4 } });
  await screen.findByText(/holds demand back \(/);
  expect(folded()?.open).toBe(true);
});

it("[AD177] what a person opened stays open when the targets in it go back to the usual ones", async () => {
  open({ targets: { users: 0.4 } });
  await screen.findByText(/holds demand back \(/);
  fireEvent.click(screen.getByRole("button", { name: "Back to the usual targets" }));
  expect(address()).toEqual({});
  expect(screen.getByRole("form", { name: "Targets" }).closest("details")?.open).toBe(true);
});
