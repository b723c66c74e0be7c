import { createTelemetryRouter } from "@flywheel/telemetry/router";
import type { Services } from "./services.ts";
import { creditsRouter } from "./staff/credits-router.ts";
import { demandRouter } from "./staff/demand-router.ts";
import { experimentsRouter } from "./staff/experiments-router.ts";
import { peopleRouter } from "./staff/people-router.ts";
import { procedure, t } from "./trpc.ts";
import { accountRouter } from "./visitors/account-router.ts";
import { chatRouter } from "./visitors/chat/chat-router.ts";
import { proofRouter } from "./visitors/proof-router.ts";
import { studioRouter } from "./visitors/studio-router.ts";

/** Everything that can be asked over tRPC. Who may ask is each procedure's own `role`; procedures.test.ts walks the list. */
export const createAppRouter = (services: Services) =>
  t.router({
    account: accountRouter(services),
    studio: studioRouter(services),
    chat: chatRouter(services),
    proof: proofRouter(services),
    telemetry: createTelemetryRouter({ router: t.router, procedure }, telemetryPort(services)),
    demand: demandRouter(services),
    experiments: experimentsRouter(services),
    credits: creditsRouter(services),
    people: peopleRouter(services),
  });

export type AppRouter = ReturnType<typeof createAppRouter>;

const telemetryPort = ({ events: log, now, onIntake }: Services) => ({ log, now, ...(onIntake ? { onIntake } : {}) });
