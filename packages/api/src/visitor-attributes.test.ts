import { createAccounts, createMemoryAccountBook } from "@flywheel/accounts";
import { mint, type VisitorId } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import type { VisitorCaller } from "./caller.ts";
import { attributesOf } from "./visitor-attributes.ts";

const dayMs = 86_400_000;
const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

it("[AP60] a visitor is new until a day after they were written down, and a payer once they bought", async () => {
  let nowMs = 1_760_000_000_000;
  const now = () => nowMs;
  const book = createMemoryAccountBook({ record: () => {} });
  const accounts = createAccounts({ book, now, randomBytes, dailyAllowanceCredits: 300, allowancesPerRange: 1 });
  const visitor = {
    id: mint<VisitorId>("vis", randomBytes),
    app: "chat",
    device: "phone",
    range: "r",
  } as VisitorCaller;
  const attributes = () => attributesOf({ accounts, now }, visitor);

  const atFirst = { app: "chat", device: "phone", tenure: "new", payer: false };
  expect(await attributes()).toEqual(atFirst);
  nowMs += 30 * dayMs;
  expect(await attributes()).toEqual(atFirst);
  expect(await accounts.visitor(visitor.id), "looking leaves no trace").toBeNull();

  await accounts.setConsent(visitor.id, "denied");
  nowMs += dayMs - 1;
  expect(await attributes()).toEqual(atFirst);
  nowMs += 1;
  expect(await attributes()).toEqual({ ...atFirst, tenure: "returning" });

  await accounts.grant({ visitorId: visitor.id, credits: 5, campaign: "c", facts: () => [] });
  const started = await accounts.startPurchase({ visitorId: visitor.id, pack: accounts.packs[0]?.id ?? "" });
  if (started.outcome !== "started") throw new Error("there is no pack");
  expect((await attributes()).payer).toBe(false);
  await accounts.confirmPurchase({ visitorId: visitor.id, purchaseId: started.purchase.id, facts: () => [] });
  expect((await attributes()).payer).toBe(true);
});
