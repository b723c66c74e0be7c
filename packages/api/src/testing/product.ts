import { createAccounts, dayOf, rangeOf } from "@flywheel/accounts";
import { createStaffAuth, type Staff } from "@flywheel/accounts/staff";
import { createExperiments, createSavedSegments } from "@flywheel/experiments";
import { createNetwork, openClient } from "@flywheel/network";
import { answerTraffic } from "@flywheel/readout";
import { openStore, type Store } from "@flywheel/store";
import { type AppId, mint, type StaffRole, type VisitorId } from "@flywheel/vocabulary";
import { memoryAdapter } from "better-auth/adapters/memory";
import type { ApiContext, VisitorCaller } from "../caller.ts";
import type { Services } from "../services.ts";
import { UnderWay } from "../serving/under-way.ts";

/** The real parts of the product on an embedded store in memory; only time between a model's words is left out. */
export type TestProduct = Services & {
  readonly store: Store;
  /** A visitor who agreed to analytics, in an address range of their own unless told. */
  aVisitor(traits?: Partial<VisitorCaller> & { readonly credits?: number }): Promise<VisitorCaller>;
  close(): Promise<void>;
};

const now = Date.now;
const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
let ranges = 0;

export async function openProduct({ pace = 0, dailyAllowanceCredits = 300 } = {}): Promise<TestProduct> {
  const store = await openStore({ dataDir: "memory:", now });
  const state = store.network;
  const mock = await createNetwork({ state, now, randomBytes, seed: 7, report: () => {}, pace });
  const network = await openClient({ network: mock, state, app: "flywheel", now, randomBytes });
  const accounts = createAccounts({
    book: store.accounts,
    now,
    randomBytes,
    dailyAllowanceCredits,
    allowancesPerRange: 1,
  });
  const staff = createStaffAuth({
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    secret: "a secret of tests, long enough to be one",
    origin: "http://127.0.0.1:3024",
    trustedOrigins: [],
  });

  const underWay = new UnderWay();

  return {
    accounts,
    staff,
    network,
    networkControl: mock.control,
    events: store.events,
    experiments: createExperiments({
      register: store.experiments,
      now,
      trafficOf: (draft) => answerTraffic(store.questions, draft, now()),
      buildsOf: async () => [],
    }),
    segments: createSavedSegments({ register: store.segments, now }),
    questions: store.questions,
    works: store.works,
    underWay,
    now,
    randomBytes,
    store,
    async aVisitor({ credits = 0, ...traits } = {}) {
      const caller = visitorCaller(traits);
      if (caller.consent !== "unknown") await accounts.setConsent(caller.id, caller.consent);
      if (credits > 0) await accounts.grant({ visitorId: caller.id, credits, campaign: "tests", facts: () => [] });
      return caller;
    },
    async close() {
      await underWay.idle(5_000);
      await network.close();
      await store.close();
    },
  };
}

function visitorCaller(traits: Partial<VisitorCaller>): VisitorCaller {
  ranges += 1;
  const app: AppId = "image-studio";
  return {
    id: mint<VisitorId>("vis", randomBytes),
    consent: "granted",
    analytics: (traits.consent ?? "granted") === "granted",
    privacySignal: false,
    app,
    sessionId: null,
    device: "desktop",
    browser: "Firefox",
    userAgent: "",
    bot: false,
    range: rangeOf(`10.0.${ranges}.1`, "tests", dayOf(now())),
    ...traits,
  };
}

export const personOf = (role: StaffRole): Staff => ({ id: role, name: role, email: `${role}@local.invalid`, role });

export function contextOf({
  visitor = null,
  person = null,
}: {
  visitor?: VisitorCaller | null;
  person?: Staff | null;
}): ApiContext {
  return {
    visitor,
    server: null,
    sender: async () => {
      if (!visitor) throw new Error("nobody brings telemetry here");
      const { id: visitorId, analytics: consented, userAgent, range } = visitor;
      return { kind: "browser", visitorId, consented, userAgent, range };
    },
    staff: async () => person,
    headers: new Headers(),
    forgetVisitor: () => {},
  };
}
