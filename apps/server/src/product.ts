import { createAccounts, dayOf, rangeOf } from "@flywheel/accounts";
import { createStaffAuth } from "@flywheel/accounts/staff";
import { attributesOf, type Services, UnderWay } from "@flywheel/api";
import { createAutopilot, createExperiments, createSavedSegments, ensureSeeds } from "@flywheel/experiments";
import { answerTraffic } from "@flywheel/readout";
import { openStore } from "@flywheel/store";
import { createIntakeLimits, noLimits } from "@flywheel/telemetry";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { Hono } from "hono";
import { openBuildShelf } from "./builds/build-shelf.ts";
import { buildChooser } from "./builds/choose-build.ts";
import { orCurrent } from "./builds/or-current.ts";
import { now } from "./clock.ts";
import { Closing } from "./closing.ts";
import type { Configuration } from "./environment.ts";
import { guardsOf } from "./guards-of.ts";
import { addressReader } from "./http/address.ts";
import { createApi } from "./http/api.ts";
import { rememberConsents } from "./http/consents.ts";
import { createDoor } from "./http/door.ts";
import { createFeatureFeed } from "./http/features/feature-feed.ts";
import { reportHealth } from "./http/health.ts";
import { listen } from "./http/listen.ts";
import { createMetrics } from "./http/metrics.ts";
import { pages, pagesAreBuilt } from "./http/pages.ts";
import { startPulse } from "./http/pulse.ts";
import { jobsOf } from "./jobs.ts";
import { log } from "./log.ts";
import { appsFolder } from "./paths.ts";
import { randomBytes } from "./random.ts";
import { startSchedule } from "./schedule.ts";
import { keptSecret } from "./secrets.ts";
import { writeSignInLink } from "./sign-in-link.ts";
import { openSupply } from "./supply.ts";
import { keyRing, simulator } from "./write-keys.ts";

export type Product = { readonly port: number; readonly greeting: string; close(): Promise<void> };

export class PagesNotBuiltError extends Error {
  override name = "PagesNotBuiltError";
  constructor() {
    super("the apps are not built. Run `pnpm build` first, or `pnpm dev` to work on them.");
  }
}

/** How long requests under way may take to be charged or released once nobody can reach us any more. */
const requestGraceMs = 5_000;

/**
 * Opens everything, top to bottom; closes bottom to top, so that nobody is served by what has gone. If a part cannot be
 * opened, those before it are closed and the reason is thrown.
 */
export async function openProduct(configuration: Configuration): Promise<Product> {
  const { mode, http, store: storeAt, network: networkOf } = configuration;
  const developing = mode === "development";
  if (!developing && !pagesAreBuilt(appsFolder)) throw new PagesNotBuiltError();

  const closing = new Closing();
  try {
    const store = await openStore({ ...storeAt, now, log });
    closing.add(() => store.close());

    const secret = configuration.secret ?? (await keptSecret(storeAt.dataDir, "secret", randomBytes));
    const writeKey = configuration.writeKey ?? (await keptSecret(storeAt.dataDir, "simulator-key", randomBytes));
    await ensureSeeds(store.experiments, now());

    const { network, mock } = await openSupply({
      configuration: networkOf,
      publicOrigin: http.publicOrigin,
      store,
      secret,
      now,
      randomBytes,
      log,
    });
    closing.add(() => network.close());

    const pulse = await startPulse({ ping: store.ping, now });
    closing.add(async () => pulse.stop());
    const metrics = createMetrics({ store, network, pulse });
    const consents = rememberConsents(
      createAccounts({ book: store.accounts, now, randomBytes, ...configuration.accounts }),
      now,
    );
    const { accounts } = consents;
    const origins = [http.publicOrigin, http.publicOrigin.replace("//127.0.0.1:", "//localhost:")];
    const staff = createStaffAuth({
      database: drizzleAdapter(store.staff.database, { provider: "pg", schema: store.staff.schema }),
      secret,
      origin: http.publicOrigin,
      trustedOrigins: origins,
    });
    const features = createFeatureFeed({
      experiments: createExperiments({
        register: store.experiments,
        now,
        trafficOf: (draft) => answerTraffic(store.questions, draft, now()),
        buildsOf: openBuildShelf(appsFolder).of,
      }),
      now,
    });
    const { experiments } = features;
    metrics.watch("flywheel_feature_streams", "Outside SDKs that listen for changes of features", features.listening);
    const underWay = new UnderWay();
    const services: Services = {
      accounts,
      staff,
      events: store.events,
      experiments,
      segments: createSavedSegments({ register: store.segments, now }),
      network,
      networkControl: mock?.control ?? null,
      questions: store.questions,
      works: store.works,
      onIntake: metrics.onIntake,
      limits: configuration.intake.batchesPerMinute > 0 ? createIntakeLimits(configuration.intake) : noLimits,
      underWay,
      now,
      randomBytes,
    };

    const jobs = jobsOf({
      ...services,
      autopilot: createAutopilot({
        experiments,
        guardsOf: (definition) => guardsOf(store.questions, definition, now()),
        now,
        log,
      }),
      store,
      tend: mock?.tend ?? null,
      retentionMonths: configuration.retentionMonths,
    });
    const schedule = startSchedule({ jobs, leads: store.leads, now, log });
    closing.add(() => schedule.stop());

    const addressOf = addressReader(http.trustedProxies);
    const door = createDoor({
      accounts,
      consents,
      staff,
      secrets: [secret],
      serverOf: keyRing([
        { key: writeKey, sender: simulator },
        ...configuration.writeKeys.map(({ app, key }) => ({
          key,
          sender: { kind: "server", app, simulated: false } as const,
        })),
      ]),
      secureCookies: http.publicOrigin.startsWith("https:"),
      rangeOf: (c) => rangeOf(addressOf(c), secret, dayOf(now())),
      randomBytes,
    });
    const site = new Hono();
    site.use(metrics.measure);
    site.route(
      "/",
      createApi({
        services,
        gateway: mock?.gateway ?? null,
        door,
        features,
        publicOrigin: http.publicOrigin,
        addressOf,
        health: async () => reportHealth({ store, network, pulse }),
        metrics: metrics.report,
        log,
      }),
    );
    const choose = buildChooser({ experiments, door, attributesOf: (visitor) => attributesOf(services, visitor) });
    if (!developing) site.route("/", pages(appsFolder, orCurrent(choose, { log, now })));

    // Before anybody can find the server healthy: the launcher then prints the link.
    if (developing) await writeSignInLink(staff, storeAt.dataDir);
    closing.add(() => underWay.idle(requestGraceMs));
    const listening = await listen(site, http);
    closing.add(() => listening.close());
    // Streams never end by themselves, and closing waits for answers under way.
    closing.add(async () => features.close());

    const where = developing ? http.publicOrigin : `http://${http.host}:${listening.port}`;
    const greeting = `flywheel is up on ${where} (store: ${store.engine})`;
    return { port: listening.port, greeting, close: () => closing.close() };
  } catch (cause) {
    await closing.close();
    throw cause;
  }
}
