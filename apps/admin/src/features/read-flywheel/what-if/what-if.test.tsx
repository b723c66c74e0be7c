// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layerIds } from "../../../words/layer-names.ts";
import { inventJudged } from "../invented-answer.ts";
import { inventWhatIf, inventWhatIfSaid } from "../invented-layers.ts";
import { emptyFlywheel, flywheelOverWire, show, wire } from "../testing/open-flywheel.tsx";
import { type Supposed, WhatIfPanel } from "./what-if-panel.tsx";

vi.mock("@flywheel/host", async (original) => ({
  ...(await original<typeof import("@flywheel/host")>()),
  useTRPC: () => flywheelOverWire,
}));

beforeEach(emptyFlywheel);
afterEach(cleanup);

const range = { app: null, traffic: "real", fromMs: 0, toMs: 9_000_000_000 } as const;

function WhatIf({ at }: { readonly at: Supposed | null }) {
  const [supposed, setSupposed] = useState(at);
  return <WhatIfPanel question={range} supposed={supposed} onSuppose={setSupposed} onAskAgain={() => {}} />;
}
const open = (at: Supposed | null = null) => show(<WhatIf at={at} />);

it("[AD144] supposes another rate of a layer, and says what it would bring to Y and to growth, each with its interval", async () => {
  open();
  expect(wire.whatIf).not.toHaveBeenCalled();
  fireEvent.change(screen.getByLabelText(/^Would pass/), { target: { value: "120" } });
  screen.getByText("From 0 to 100");
  fireEvent.change(screen.getByLabelText(/^Would pass/), { target: { value: "80" } });
  fireEvent.submit(screen.getByRole("form", { name: "What if" }));
  await screen.findByText("Users passes 400 of 1,000 visitor-weeks (40.0 %); at 80.0 %:");
  expect(wire.whatIf.mock.lastCall?.[0]).toEqual({ ...range, layer: "users", rate: 0.8 });
  screen.getByText("+120 purchased requests (+80 to +160), +10.0 % of the 1,200 that there are.");
  screen.getByText("G of everybody: 0.84 as it is, 0.90 then; +0.06 (+0.03 to +0.09).");
});

it("[AD145] says what is capped, what has no growth of its own, and what nobody entered", async () => {
  const judged = inventJudged("models", { cut: 30, interval: null });
  wire.whatIf.mockResolvedValue(inventWhatIf({ said: inventWhatIfSaid({ judged, growth: null }) }));
  open({ layer: "models", rate: 1 });
  await screen.findByText(/\(the interval is withheld\).*Spare capacity could not have served 30 more\./);
  screen.getByText(/^G stays/);
  cleanup();
  const nobody = inventJudged("trust", { opportunity: null, interval: null });
  wire.whatIf.mockResolvedValue(inventWhatIf({ said: inventWhatIfSaid({ judged: nobody }) }));
  open({ layer: "trust", rate: 1 });
  await screen.findByText("Nobody entered the gate of Trust in a judged week.");
  screen.getByText("So nothing can be said of Y.");
});

it("[AD170] of usage G is not worked out, because coming back is what G counts: it is not said to stay", async () => {
  const usage = inventJudged("usage", { target: { rate: 0.8, origin: "stated" } });
  wire.whatIf.mockResolvedValue(inventWhatIf({ said: inventWhatIfSaid({ judged: usage, growth: null }) }));
  open({ layer: "usage", rate: 0.8 });
  await screen.findByText("G is not worked out for usage: coming back is what G itself counts.");
  expect(screen.queryByText(/^G stays/)).toBeNull();
});

it.each(layerIds)("[AD170] of %s a cap is spoken of only where there may be one", async (layer) => {
  wire.whatIf.mockResolvedValue(inventWhatIf({ said: inventWhatIfSaid({ judged: inventJudged(layer) }) }));
  open({ layer, rate: 0.8 });
  await screen.findByText(/purchased requests \(/);
  const lead = screen.getByText(/^Y is purchased requests in the week after/).textContent;
  const isCapacity = layer === "compute" || layer === "incentives";
  expect(lead).toMatch(isCapacity ? /week after\.$/ : /; what it gains is capped where spare capacity is known\.$/);
  expect(screen.queryByText(/Spare capacity could not have served/)).toBeNull();
});

it("[AD161] says why G is not told as it is or then, in the words of the flywheel, and no number of it", async () => {
  const referrals = { referred: 10, sharers: 7, largestSharer: 0.4 };
  const whys = {
    "past-not-read": /^G of everybody is not told\. Withheld: .*fewer than 4 whole weeks.*Choose a longer past/,
    "gap-not-seen": /^G of everybody is not told\. Withheld: .*could not be seen yet who comes back/,
    "too-few-sharers": /^G of everybody is not told\. Withheld: .*7 visitors who brought somebody; fewer than 30/,
    "one-sharer": /^G of everybody is not told\. Withheld: one visitor brought 40\.0 % of all/,
  } as const;
  for (const [withheld, why] of Object.entries(whys)) {
    const growth = {
      ...{ withheld: withheld as keyof typeof whys, activeWeeks: 900, referrals },
      ...{ asItIs: null, atRate: null, difference: null },
    };
    wire.whatIf.mockResolvedValue(inventWhatIf({ said: inventWhatIfSaid({ growth }) }));
    open({ layer: "users", rate: 0.8 });
    await screen.findByText(why);
    expect(screen.queryByText(/as it is/)).toBeNull();
    cleanup();
    emptyFlywheel();
  }
});
