import { answerPopulations } from "@flywheel/demand";
import { createTelemetryRouter, type TelemetryPort } from "@flywheel/telemetry/router";
import type { Services } from "./services.ts";
import { creditsRouter } from "./staff/credits-router.ts";
import { demandRouter } from "./staff/demand-router.ts";
import { experimentsRouter } from "./staff/experiments-router.ts";
import { networkRouter } from "./staff/network-router.ts";
import { peopleRouter } from "./staff/people-router.ts";
import { segmentsRouter } from "./staff/segments-router.ts";
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
    segments: segmentsRouter(services),
    credits: creditsRouter(services),
    people: peopleRouter(services),
    network: networkRouter(services),
  });

export type AppRouter = ReturnType<typeof createAppRouter>;

const telemetryPort = (services: Services): TelemetryPort => {
  const { events: log, accounts, questions, now, randomBytes, onIntake, limits } = services;
  return {
    log,
    now,
    randomBytes,
    populations: (signal) => answerPopulations(questions, signal),
    async mayRecord(visitorId, sender) {
      const consent = (await accounts.visitor(visitorId))?.consent ?? "unknown";
      // A server with a write key answers for the yes of its visitors; a no that was said here counts there too.
      return sender === "browser" ? consent === "granted" : consent !== "denied";
    },
    ...(onIntake ? { onIntake } : {}),
    ...(limits ? { limits } : {}),
  };
};
