import { keccakOfText } from "@flywheel/receipts";
import type { Address } from "../state.ts";

/** How this network is paid: x402 version 2, scheme `upto`. No chain is behind it; every name says mock. */
export const scheme = "upto";
export const networkId = "eip155:31337";
export const asset = "mOPG";
export const assetDecimals = 18;

/** Whom apps pay; the settlement divides it. */
export const payTo: Address = `0x${keccakOfText("mock treasury of the network").slice(24)}`;

/** What a payment is for: this service, whatever host serves it. One session pays for all its paths. */
export const service = "https://gateway.mock.invalid/v1";

/** How long a signed payment may be used. */
export const maxTimeoutSeconds = 3_600;

/** A request that begins just before this must still have time to be served, by a slow node too, and billed. */
export const lastCallMs = 300_000;

/** Settled so long before its deadline: a few turns of the one who settles. */
export const settleBeforeMs = 30_000;

/** Known before the settlement, so that a response can name it: there is no chain that would invent it. */
export const transactionOf = (paymentHash: string): string => `0x${keccakOfText(`mock settlement of ${paymentHash}`)}`;
