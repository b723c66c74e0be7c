import { z } from "zod";

/** What visitors hold and spend. 1,000 credits = 1 US dollar; always whole. */
export const Credits = z.int().nonnegative().max(1_000_000_000);
export type Credits = z.infer<typeof Credits>;

/** Millionths of a US dollar, always whole: prices are summed far more often than they are shown. */
export const MicroUsd = z.int().nonnegative().max(Number.MAX_SAFE_INTEGER);
export type MicroUsd = z.infer<typeof MicroUsd>;

export const microUsdPerCredit = 1_000;

/** Credits that cover an amount: rounded up, so that the network is never paid less than it cost. */
export const creditsFor = (amountMicroUsd: MicroUsd): Credits => Math.ceil(amountMicroUsd / microUsdPerCredit);

/** A length of time; a day at most, so that a broken clock cannot poison a mean. */
export const DurationMs = z.int().nonnegative().max(86_400_000);
export type DurationMs = z.infer<typeof DurationMs>;
