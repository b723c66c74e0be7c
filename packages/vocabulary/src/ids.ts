import { z } from "zod";

/** `prefix_` and 20 characters of [a-z0-9], about 103 bits: minted without asking anybody. */
const id = <Brand extends string>(prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[a-z0-9]{20}$`))
    .brand<Brand>();

/** A browser we have met, never a person. Minted and signed by the server, parsed once at the door. */
export const VisitorId = id<"VisitorId">("vis");
export type VisitorId = z.infer<typeof VisitorId>;

/** One event, minted where it was recorded. A resend carries the same id and counts once. */
export const EventId = id<"EventId">("evt");
export type EventId = z.infer<typeof EventId>;

/** A stretch of use: ends after 30 minutes idle or 24 hours. */
export const SessionId = id<"SessionId">("ses");
export type SessionId = z.infer<typeof SessionId>;

/** One ask of the network, from the prompt to the receipt. */
export const RequestId = id<"RequestId">("req");
export type RequestId = z.infer<typeof RequestId>;

/** Credits set aside for one request until it is charged or released. */
export const HoldId = id<"HoldId">("hld");
export type HoldId = z.infer<typeof HoldId>;

export const PurchaseId = id<"PurchaseId">("pur");
export type PurchaseId = z.infer<typeof PurchaseId>;

export const ImageId = id<"ImageId">("img");
export type ImageId = z.infer<typeof ImageId>;

export const ConversationId = id<"ConversationId">("cnv");
export type ConversationId = z.infer<typeof ConversationId>;

export const MessageId = id<"MessageId">("msg");
export type MessageId = z.infer<typeof MessageId>;

/** A link that a visitor handed on. A first session that carries it is a referred one. */
export const ShareId = id<"ShareId">("shr");
export type ShareId = z.infer<typeof ShareId>;

/** `publisher/model`, as in the gateway's list of models. */
export const ModelId = z
  .string()
  .max(64)
  .regex(/^[a-z0-9-]+\/[a-z0-9.-]+$/)
  .brand<"ModelId">();
export type ModelId = z.infer<typeof ModelId>;

/** keccak256 of the node's public key (DER), lower-case hex without 0x: the network's `teeId`. */
export const NodeId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<"NodeId">();
export type NodeId = z.infer<typeof NodeId>;

/** A short name that people here choose: an experiment, a campaign, a probe. Never a visitor's words. */
export const Slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/);
export type Slug = z.infer<typeof Slug>;
