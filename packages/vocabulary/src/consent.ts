import { z } from "zod";

/** What a visitor said about analytics. `unknown`: not asked or not answered yet; nothing analytic is sent until they say yes. */
export const Consent = z.enum(["unknown", "granted", "denied"]);
export type Consent = z.infer<typeof Consent>;

/** `necessary` is what payment and receipts need; everything else waits for the visitor's yes. */
export const ConsentClass = z.enum(["necessary", "analytics"]);
export type ConsentClass = z.infer<typeof ConsentClass>;
