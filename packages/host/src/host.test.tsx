// @vitest-environment jsdom
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import type { Bootstrap } from "@flywheel/vocabulary";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Host } from "./host.tsx";
import { useCheckout } from "./index.ts";
import { openRecorder } from "./open-recorder.ts";
import type { Audience } from "./start-app.tsx";

const bootstrap: Bootstrap = {
  visitorId: "vis_aaaaaaaaaaaaaaaaaaaa",
  consent: "unknown",
  privacySignal: false,
  features: {},
  attributes: { app: "chat", device: "desktop", tenure: "new", payer: false },
  sticky: {},
  spendableCredits: 100,
  serverMs: 0,
};
const purchase = { purchaseId: "pur_aaaaaaaaaaaaaaaaaaaa", title: "Small", credits: 1_000, priceMicroUsd: 1_000_000 };

/** A server that keeps one visitor, and a list of what it was asked to do. */
function serve(visitor: Pick<Bootstrap, "consent" | "privacySignal">) {
  const me = {
    ...bootstrap,
    ...visitor,
    credits: { free: 100, granted: 0, purchased: 0, held: 0 },
    allowance: { credits: 100, state: "taken" },
    packs: [{ id: "small", title: "Small", credits: 1_000, priceMicroUsd: 1_000_000 }],
  };
  const asked: string[] = [];
  const answers: Record<string, (input: { analytics?: "granted" | "denied" }) => unknown> = {
    "account.me": () => me,
    "account.setConsent": ({ analytics }) => Object.assign(me, { consent: analytics }),
    "account.startPurchase": () => purchase,
    "account.confirmPurchase": () => Object.assign(me, { spendableCredits: 1_100 }),
    "account.abandonPurchase": () => ({ ok: true }),
  };
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(String(input), "http://localhost");
    const paths = url.pathname.replace("/api/trpc/", "").split(",");
    asked.push(...paths);
    const inputs = JSON.parse(typeof init?.body === "string" ? init.body : (url.searchParams.get("input") ?? "{}"));
    const head = paths.map((_, index) => [index, [[0], [null, 0, index]]]);
    const lines = [
      Object.fromEntries(head),
      ...paths.map((path, index) => [index, 0, [[{ result: { data: answers[path]?.(inputs[index] ?? {}) ?? null } }]]]),
    ];
    return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  });
  return asked;
}

function open(audience: Audience, visitor: Partial<Pick<Bootstrap, "consent" | "privacySignal">> = {}) {
  const told = { ...bootstrap, ...visitor };
  const asked = serve(told);
  const recorder = openRecorder({ app: "chat", audience, bootstrap: told });
  const recorded: unknown[] = [];
  const watched = { ...recorder, record: (...event: unknown[]) => void recorded.push(event) };
  render(
    <FlywheelTheme>
      <Host app="chat" audience={audience} bootstrap={told} recorder={watched}>
        {audience === "visitors" ? <Buyer /> : <p>staff</p>}
      </Host>
    </FlywheelTheme>,
  );
  return { asked, recorded, recorder };
}

function Buyer() {
  const checkout = useCheckout();
  return (
    <button type="button" onClick={() => checkout.open("ran-out")}>
      no credits
    </button>
  );
}

beforeEach(() => completeJsdom());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const banner = () => screen.queryByRole("region", { name: "Consent" });

describe("consent", () => {
  it("[HO1] is asked once, with a yes and a no that look alike, and goes away with the answer", async () => {
    const { asked } = open("visitors");
    const [no, yes] = within(screen.getByRole("region", { name: "Consent" })).getAllByRole("button");
    expect([no?.textContent, yes?.textContent]).toEqual(["No", "Yes"]);
    expect(no?.className).toBe(yes?.className);
    expect(no?.dataset.variant).toBe(yes?.dataset.variant);
    if (no) fireEvent.click(no);
    await waitFor(() => expect(banner()).toBeNull());
    expect(asked).toContain("account.setConsent");
  });

  it("[HO1] is not asked for where the browser sends a privacy signal", async () => {
    const { asked } = open("visitors", { privacySignal: true });
    await waitFor(() => expect(asked).toContain("account.me"));
    expect(banner()).toBeNull();
  });

  it.each(["granted", "denied"] as const)("[HO1] is not asked for again after %s", (consent) => {
    open("visitors", { consent });
    expect(screen.getByRole("main")).toBeTruthy();
    expect(banner()).toBeNull();
  });
});

describe("the pages of people who work here", () => {
  it("[HO2] measure nothing, ask for nothing and show no balance", () => {
    const { recorder, asked } = open("staff", { consent: "granted" });
    recorder.record("app.opened", {});
    expect(recorder.sessionId()).toBeNull();
    expect(screen.getByRole("main").textContent).toBe("staff");
    expect(banner()).toBeNull();
    expect(screen.queryByRole("button", { name: /credits|Privacy/ })).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe("the checkout", () => {
  it("[HO8] records why it was opened, and says before paying that no money moves", async () => {
    const { asked, recorded } = open("visitors", { consent: "granted" });
    fireEvent.click(screen.getByRole("button", { name: "no credits" }));
    expect(recorded).toContainEqual(["checkout.opened", { because: "ran-out" }]);
    fireEvent.click(await screen.findByRole("button", { name: /Small/ }));
    expect(await screen.findByText("This is a mock checkout. No money moves.")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Confirm mock payment" }));
    expect((await screen.findByText(/were added/)).textContent).toMatch(/1,000 credits.*1,100 credits/);
    fireEvent.click(screen.getByRole("button", { name: "Done" }));
    await waitFor(() => expect(screen.queryByText(/were added/)).toBeNull());
    expect(asked).toContain("account.confirmPurchase");
    expect(asked).not.toContain("account.abandonPurchase");
  });

  it("[HO8] tells the server when a visitor turns back from an open purchase, and only then", async () => {
    const { asked } = open("visitors", { consent: "granted" });
    fireEvent.click(screen.getByRole("button", { name: "no credits" }));
    fireEvent.click(await screen.findByRole("button", { name: /Small/ }));
    await screen.findByText("This is a mock checkout. No money moves.");
    expect(asked).not.toContain("account.abandonPurchase");
    fireEvent.click(screen.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(asked.filter((path) => path === "account.abandonPurchase")).toHaveLength(1));
    expect(asked).not.toContain("account.confirmPurchase");
  });
});
