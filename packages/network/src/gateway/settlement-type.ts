import { z } from "zod";
import type { SettlementType } from "../port.ts";

const Settlement = z.enum(["private", "batch", "individual"]);

/** The real network's request header; `batch` when it is not there, null when it says something else. */
export const settlementOf = ({ headers }: Request): SettlementType | null =>
  Settlement.safeParse(headers.get("x-settlement-type") ?? "batch").data ?? null;
