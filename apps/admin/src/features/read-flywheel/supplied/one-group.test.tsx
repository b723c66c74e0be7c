// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layerIds, layerNames } from "../../../words/layer-names.ts";
import { inventSaid } from "../invented-answer.ts";
import { inventFigure, inventGroup, inventLayers, inventLayersSaid } from "../invented-layers.ts";
import { address, emptyFlywheel, flywheelOverWire, open, rowsOf, show, wire } from "../testing/open-flywheel.tsx";
import type { Breakdown, Figure, GroupFigures } from "./answer.ts";
import { SuppliedPanel } from "./supplied-panel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

const range = { app: null, traffic: "real", fromMs: 0, toMs: 9_000_000_000 } as const;

function Panel({ by, group: from = null }: { readonly by: string; readonly group?: string | null }) {
  const [group, setGroup] = useState(from);
  const rest = { question: range, onBreakdown: () => {}, onAskAgain: () => {} };
  return <SuppliedPanel breakdown={by} group={group} onGroup={setGroup} {...rest} />;
}

const untold = { supplied: null, pulled: null, health: null, change: null };

function answersGroups(breakdown: Breakdown, groups: readonly GroupFigures[]): void {
  const question = { ...inventLayers().question, breakdown };
  wire.layers.mockResolvedValue(inventLayers({ question, said: inventLayersSaid({ groups: [...groups] }) }));
}

const layersWith = (of: Partial<Record<Figure["layer"], Partial<Figure>>>) =>
  layerIds.map((layer) => inventFigure(layer, of[layer])).reverse();

const chosen = () => screen.findByLabelText<HTMLSelectElement>("One group in full");
const choose = async (name: string) => {
  const select = await chosen();
  const option = within(select).getByRole<HTMLOptionElement>("option", { name, hidden: true });
  fireEvent.change(select, { target: { value: option.value } });
};

it("[AD190] shows of the group that is chosen what it was supplied with and pulled of each layer, under its name", async () => {
  const users = { supplied: { value: 50, unit: "visitors" }, pulled: { value: 1, unit: "visitors" } };
  answersGroups({ by: "app" }, [
    inventGroup("image-studio"),
    inventGroup("chat", { visitors: 51, layers: layersWith({ users, models: untold, incentives: untold }) }),
  ]);
  show(<Panel by="app" />);
  await chosen();
  expect(screen.queryByRole("region", { name: "chat" })).toBeNull();
  await choose("chat");
  const region = await screen.findByRole("region", { name: "chat" });
  within(region).getByRole("heading", { name: "chat" });
  within(region).getByText(/51 visitors/);
  const rows = rowsOf("Supplied and pulled by layer: chat");
  expect(rows.map(([name]) => name)).toEqual(layerIds.map((layer) => layerNames[layer]));
  const of = (name: string) => rows.find(([own]) => own === name);
  expect(of("Users")).toEqual([
    ...["Users", "50 visitors", "1 visitor", "40.0 %", "400 of 1,000 visitors", "37.0 % to 43.0 %"],
    "+5.0 points (+1.0 to +9.0)",
  ]);
  expect(of("Models")?.slice(1, 4)).toEqual(["not known", "not known", "not known"]);
  expect(of("Incentives")?.slice(1, 4)).toEqual(["not told apart", "not told apart", "not told apart"]);
  await choose("None");
  expect(screen.queryByRole("region", { name: "chat" })).toBeNull();
});

it("[AD190] says of a model how full it is as not known where nobody told, and of an app as not told apart", async () => {
  const layers = layersWith({ compute: { supplied: null, pulled: null } });
  answersGroups({ by: "model" }, [inventGroup("house/small", { layers })]);
  show(<Panel by="model" group="house/small" />);
  const compute = async (group: string) => {
    await screen.findByRole("region", { name: group });
    return rowsOf(`Supplied and pulled by layer: ${group}`).find(([name]) => name === "Compute");
  };
  expect((await compute("house/small"))?.slice(1, 4)).toEqual(["not known", "not known", "40.0 %"]);
  cleanup();
  answersGroups({ by: "app" }, [inventGroup("chat", { layers })]);
  show(<Panel by="app" group="chat" />);
  expect((await compute("chat"))?.slice(1, 4)).toEqual(["not told apart", "not told apart", "40.0 %"]);
});

it("[AD191] shows where the group lost demand and why, and no sum where a layer is not told", async () => {
  const lost = { supply: 3, demand: 1, unknown: 20 };
  const all = { ...inventSaid().lost, applications: lost, models: lost, incentives: lost };
  answersGroups({ by: "cohort" }, [
    inventGroup("002944", { lost: { ...all, compute: lost, users: lost, payments: lost } }),
  ]);
  show(<Panel by="cohort" group="002944" />);
  await screen.findByRole("region", { name: "1 Jun 2026" });
  const told = rowsOf("Lost demand by layer and cause: 1 Jun 2026");
  expect(told.find(([name]) => name === "Users")).toEqual(["Users", "3", "1", "20", "24"]);
  expect(told.at(-1)).toEqual(["All but usage", "18", "6", "120", "144"]);
  cleanup();
  answersGroups({ by: "model" }, [inventGroup("house/small", { lost: { ...all, applications: null, models: null } })]);
  show(<Panel by="model" group="house/small" />);
  await screen.findByRole("region", { name: "house/small" });
  const rows = rowsOf("Lost demand by layer and cause: house/small");
  expect(rows.find(([name]) => name === "Models")).toEqual(["Models", "not told apart"]);
  expect(rows.map(([name]) => name)).not.toContain("All but usage");
});

it("[AD191] says of a group that came in the last closed week that none of its weeks is judged, not that nothing was lost", async () => {
  const last = inventLayers().weeks?.lastClosed ?? 0;
  answersGroups({ by: "cohort" }, [inventGroup(`00${last}`), inventGroup(`00${last - 1}`)]);
  show(<Panel by="cohort" group={`00${last}`} />);
  await screen.findByText(/No week of this group is judged yet/);
  expect(screen.queryByRole("table", { name: /^Lost demand/ })).toBeNull();
  const [, , before] = [...(await chosen()).options];
  await choose(before?.textContent ?? "");
  await screen.findByRole("table", { name: /^Lost demand/ });
  expect(screen.queryByText(/No week of this group is judged yet/)).toBeNull();
});

it("[AD192] shows where the group's active come from, in visitors and in credits, and whose weeks these are", async () => {
  const week = inventSaid().identity[0];
  if (week === undefined) throw new Error("no week was invented");
  const visitors = { active: 9, kept: 4, resurrected: 2, referred: 1, arrived: 2 };
  answersGroups({ by: "funding" }, [inventGroup("granted", { identity: [{ ...week, visitors }] })]);
  show(<Panel by="funding" group="granted" />);
  const region = await screen.findByRole("region", { name: "granted" });
  expect(rowsOf("Visitors by week: granted")).toEqual([["1 Jun 2026", "9", "4", "2", "1", "2"]]);
  const [credits] = within(
    within(region).getByRole("table", { name: "Purchased credits by week: granted", hidden: true }),
  )
    .getAllByRole("row", { hidden: true })
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent));
  expect(credits).toEqual(["1 Jun 2026", "3,000", "2,000", "500", "100", "400", "7"]);
  within(region).getByText(/of whoever paid with this at any time .* with all that they did/);
  within(region).getByText(/whether they are of this group or not/);
});

it("[AD193] keeps the group in the address until groups are made by something else", async () => {
  answersGroups({ by: "variant", experiment: "bigger-save" }, [inventGroup("control"), inventGroup("")]);
  open({ by: "variant:bigger-save" });
  await choose("Saw none");
  expect(address()).toEqual({ by: "variant:bigger-save", group: "" });
  await screen.findByRole("region", { name: "Saw none" });
  fireEvent.change(screen.getByLabelText("Layers and growth by"), { target: { value: "app" } });
  expect(address()).toEqual({ by: "app" });
});

it("[AD193] says that the group of an address is not shown, whatever it is called", async () => {
  answersGroups({ by: "cohort" }, [inventGroup("002944")]);
  open({ by: "cohort", group: "no week" });
  await screen.findByText("The group of this address is not among those that are shown.");
  expect((await chosen()).selectedOptions[0]?.textContent).toBe("Not shown");
  await choose("1 Jun 2026");
  expect(address()).toEqual({ by: "cohort", group: "002944" });
  expect(screen.queryByText("The group of this address is not among those that are shown.")).toBeNull();
});

it("[AD194] asks nothing anew for a group that is known, and leaves the keyboard where it was", async () => {
  answersGroups({ by: "app" }, [inventGroup("chat")]);
  show(<Panel by="app" />);
  const select = await chosen();
  const asked = wire.layers.mock.calls.length;
  select.focus();
  await choose("chat");
  await screen.findByRole("region", { name: "chat" });
  expect(document.activeElement).toBe(select);
  expect(wire.layers.mock.calls.length).toBe(asked);
});
