import { type AppId, appIds, type DeviceClass, deviceClasses } from "@flywheel/vocabulary";
import { z } from "zod";

/** What is known of a visitor before the first byte, under the names that targeting and outside SDKs use. */
export type VisitorAttributes = {
  readonly app: AppId;
  readonly device: DeviceClass;
  /** New: first met less than a day ago. */
  readonly tenure: "new" | "returning";
  /** Has bought credits at least once. */
  readonly payer: boolean;
};

const Name = z
  .string()
  .max(64)
  .regex(/^[a-z][a-zA-Z0-9_-]*$/);
const Value = z.union([z.string().max(64), z.number(), z.boolean()]);
/** They say who somebody is or where they are in the SDK, so nobody may aim at them by hand. */
const reserved = ["id", "app", "device", "tenure", "payer"];

/**
 * Who can be in an experiment at all; a missing field asks nothing. Sticky: who was in stays in when they no longer
 * match (a new visitor is a returning one tomorrow).
 */
export const Targeting = z.strictObject({
  apps: z
    .array(z.enum(appIds as [AppId, ...AppId[]]))
    .min(1)
    .optional(),
  devices: z.array(z.enum(deviceClasses)).min(1).optional(),
  tenure: z.enum(["new", "returning"]).optional(),
  payer: z.boolean().optional(),
  /** For outside SDKs, which bring attributes of their own. Our pages have none, so it excludes everybody here. */
  attributes: z
    .record(Name, z.array(Value).min(1).max(100))
    .refine((attributes) => !reserved.some((name) => name in attributes), {
      message: `${reserved.join(", ")} cannot be aimed at by hand: they are the visitor, or have fields of their own`,
    })
    .optional(),
});
export type Targeting = z.infer<typeof Targeting>;

export type Condition = Record<string, boolean | string | { $in: readonly (string | number | boolean)[] }>;

/** In the language of GrowthBook's SDKs; undefined where everybody matches. */
export function conditionOf({ apps, devices, tenure, payer, attributes = {} }: Targeting): Condition | undefined {
  const condition: Condition = {
    ...(apps && { app: { $in: apps } }),
    ...(devices && { device: { $in: devices } }),
    ...(tenure && { tenure }),
    ...(payer !== undefined && { payer }),
  };
  for (const [name, values] of Object.entries(attributes)) condition[name] = { $in: values };
  return Object.keys(condition).length > 0 ? condition : undefined;
}
