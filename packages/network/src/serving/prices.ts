import type { ChatAsk, HostedModel } from "../port.ts";
import { inputTokensOf } from "./tokens.ts";

/** Our assumption: what one OPG, the network's token, is worth. */
export const opgPriceMicroUsd = 50_000;

const perMillion = 1_000_000;

/** Whole micro-dollars, rounded up once at the end, so that cents are not lost token by token. */
export function textCostMicroUsd(
  model: HostedModel,
  tokens: { readonly input: number; readonly output: number },
): number {
  const { inputMicroUsdPerMillion, outputMicroUsdPerMillion } = model;
  return Math.ceil((tokens.input * inputMicroUsdPerMillion + tokens.output * outputMicroUsdPerMillion) / perMillion);
}

/** The most that an answer can cost: every token that was allowed. */
export const textCapMicroUsd = (model: HostedModel, { messages, maxTokens }: ChatAsk): number =>
  textCostMicroUsd(model, { input: inputTokensOf(messages), output: maxTokens });

/** ceil(USD / OPG price · 10^18): in the token's smallest unit, which does not fit a double. */
export function opgOf(microUsd: number): bigint {
  const [cost, price, unit] = [BigInt(microUsd), BigInt(opgPriceMicroUsd), 10n ** 18n];
  return (cost * unit + price - 1n) / price;
}

/** As receipts carry it. */
export const costOpg = (costMicroUsd: number): string => opgOf(costMicroUsd).toString();

/** What an amount of the token is worth, in whole micro-dollars, rounded down. */
export const microUsdOf = (opg: bigint): number => Number((opg * BigInt(opgPriceMicroUsd)) / 10n ** 18n);

/** Dollars as a decimal with six places, without a double on the way. */
export function usdText(microUsd: number): string {
  const digits = String(microUsd).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
