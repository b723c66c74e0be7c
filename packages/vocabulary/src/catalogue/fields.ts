import { z } from "zod";
import { Funding } from "../funding.ts";
import { ModelId, NodeId, RequestId, Slug } from "../ids.ts";

/** Parts that several events share. Every string is an enum or a pattern of at most 64 characters. */
export const Medium = z.enum(["text", "image"]);
export type Medium = z.infer<typeof Medium>;

export const Count = z.int().nonnegative().max(1_000_000_000);

/** Lengths are counted, never the text. */
export const Length = z.int().nonnegative().max(10_000_000);

export const Origin = z.enum(["mock", "opengradient", "none"]);

/** Why a healthy network said no. */
export const RefusalCode = z.enum(["no-capacity", "no-active-node", "unknown-model", "over-budget", "blocked"]);
export type RefusalCode = z.infer<typeof RefusalCode>;

export const request = { requestId: RequestId, medium: Medium, model: ModelId };
/** Without a node behind a plain endpoint, where nobody says who computed. */
export const served = { ...request, node: NodeId.optional(), funding: Funding };
export const ofOutput = { requestId: RequestId, medium: Medium };
export const Experiment = Slug;
export const Variant = Slug;
