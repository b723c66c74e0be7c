import { fileURLToPath } from "node:url";

/** Left behind for people to look at: screenshots of every page, and traces of what failed. */
export const results = fileURLToPath(new URL("../../results/", import.meta.url));
export const ownerStatePath = `${results}owner.json`;

/** Marks what it brings as simulated. */
export const simulatorKey = "the-key-of-the-journeys-simulator";

export type Stage = { readonly origin: string; readonly signInLink: string };

/** Set where the product is raised, read in every worker: they inherit the environment. */
export function setStage({ origin, signInLink }: Stage): void {
  process.env.FLYWHEEL_STAGE_ORIGIN = origin;
  process.env.FLYWHEEL_STAGE_LINK = signInLink;
}

export function readStage(): Stage {
  const { FLYWHEEL_STAGE_ORIGIN: origin, FLYWHEEL_STAGE_LINK: signInLink } = process.env;
  if (origin === undefined || signInLink === undefined) throw new Error("the stage has not been raised");
  return { origin, signInLink };
}
