import { type Role, type StaffRole, staffRoles } from "@flywheel/vocabulary";
import { callTRPCProcedure, TRPCError } from "@trpc/server";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createAppRouter } from "./router.ts";
import { contextOf, openProduct, personOf } from "./testing/product.ts";
import { t } from "./trpc.ts";

/** Every procedure and who may call it. A new procedure is added here on purpose or this test fails. */
const list: Record<string, Role> = {
  "account.me": "visitor",
  "account.setConsent": "visitor",
  "account.ledger": "visitor",
  "account.startPurchase": "visitor",
  "account.confirmPurchase": "visitor",
  "account.abandonPurchase": "visitor",
  "account.export": "visitor",
  "account.erase": "visitor",
  "studio.models": "visitor",
  "studio.generate": "visitor",
  "studio.images": "visitor",
  "studio.keep": "visitor",
  "studio.release": "visitor",
  "studio.remove": "visitor",
  "chat.models": "visitor",
  "chat.conversations": "visitor",
  "chat.conversation": "visitor",
  "chat.rename": "visitor",
  "chat.remove": "visitor",
  "proof.receipt": "anyone",
  "telemetry.record": "visitor",
  "telemetry.recent": "viewer",
  "telemetry.live": "viewer",
  "telemetry.populations": "viewer",
  "telemetry.removeSimulated": "owner",
  "telemetry.quarantined": "viewer",
  "telemetry.quarantineList": "viewer",
  "telemetry.replayQuarantined": "editor",
  "telemetry.dismissQuarantined": "editor",
  "demand.trend": "viewer",
  "demand.funnel": "viewer",
  "demand.retention": "viewer",
  "demand.lifecycle": "viewer",
  "demand.stickiness": "viewer",
  "demand.powerCurve": "viewer",
  "demand.paths": "viewer",
  "demand.valueDistribution": "viewer",
  "demand.unmetDemand": "viewer",
  "demand.flywheel": "viewer",
  "demand.layers": "viewer",
  "demand.whatIf": "viewer",
  "demand.timing": "viewer",
  "experiments.list": "viewer",
  "experiments.counts": "viewer",
  "experiments.get": "viewer",
  "experiments.history": "viewer",
  "experiments.readout": "viewer",
  "experiments.power": "viewer",
  "experiments.create": "editor",
  "experiments.edit": "editor",
  "experiments.submit": "editor",
  "experiments.approve": "editor",
  "experiments.withdraw": "editor",
  "experiments.start": "editor",
  "experiments.pause": "editor",
  "experiments.resume": "editor",
  "experiments.archive": "editor",
  "experiments.delete": "editor",
  "experiments.rephase": "editor",
  "experiments.widen": "editor",
  "experiments.stop": "editor",
  "experiments.decide": "editor",
  "segments.list": "viewer",
  "segments.history": "viewer",
  "segments.save": "editor",
  "segments.change": "editor",
  "segments.remove": "editor",
  "credits.grant": "editor",
  "people.me": "viewer",
  "people.setPassword": "viewer",
  "people.list": "owner",
  "people.invite": "owner",
  "people.setRole": "owner",
  "people.remove": "owner",
  "network.supply": "viewer",
  "network.economy": "viewer",
  "network.turnWeather": "editor",
};

const product = await openProduct();
afterAll(() => product.close());
const router = createAppRouter(product);
const Procedure = z
  .custom<object>((value) => typeof value === "function")
  .transform((procedure) => Definition.parse(Reflect.get(procedure, "_def")));
const Definition = z.looseObject({
  type: z.enum(["query", "mutation", "subscription"]),
  meta: z.looseObject({ role: z.string() }).optional(),
});
const procedures = z.record(z.string(), Procedure).parse(router._def.procedures);

describe("every procedure of the router", () => {
  it("[AP1] is listed with the role it needs, and nothing else is listed", () => {
    const found = Object.fromEntries(Object.entries(procedures).map(([path, { meta }]) => [path, meta?.role]));
    expect(found).toEqual(list);
  });

  const callers: readonly (Role | "visitor")[] = ["anyone", "visitor", ...staffRoles];
  for (const [path, needed] of Object.entries(list)) {
    it.each(callers)(`[AP2] ${path} (needs ${needed}) judges a caller who is: %s`, async (caller) => {
      const refusal = await refusalOf(path, caller);
      expect(refusal !== null, `refused: ${refusal}`).toBe(!mayCall(caller, needed));
    });
  }

  it("[AP3] is refused to everybody when it names no role", async () => {
    const { procedure } = await import("./trpc.ts");
    const careless = t.router({ open: procedure.query(() => "secret") });
    await expect(careless.createCaller(contextOf({ person: personOf("owner") })).open()).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

/** Staff sessions and visitors' cookies are different proofs: an owner without a visitor's cookie is no visitor. */
function mayCall(caller: Role, needed: Role): boolean {
  if (needed === "anyone") return true;
  if (needed === "visitor") return caller === "visitor";
  return staffRoles.indexOf(caller as StaffRole) >= staffRoles.indexOf(needed);
}

/** The code with which the door refuses a caller; null when it lets them in, whatever becomes of their empty input. */
async function refusalOf(path: string, caller: Role): Promise<string | null> {
  const isStaff = staffRoles.includes(caller as StaffRole);
  const context = contextOf({
    ...(caller === "visitor" ? { visitor: await product.aVisitor() } : {}),
    ...(isStaff ? { person: personOf(caller as StaffRole) } : {}),
  });
  try {
    await callTRPCProcedure({
      router,
      path,
      ctx: context,
      getRawInput: async () => ({}),
      type: procedures[path]?.type ?? "query",
      signal: undefined,
      batchIndex: 0,
    });
    return null;
  } catch (cause) {
    const code = cause instanceof TRPCError ? cause.code : String(cause);
    return code === "UNAUTHORIZED" || code === "FORBIDDEN" ? code : null;
  }
}
