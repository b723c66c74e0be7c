import type { Layer } from "@flywheel/vocabulary";

/** The ring in its order. A record, so that a new layer fails to compile here. */
export const layerNames = {
  compute: "Compute",
  models: "Models",
  applications: "Applications",
  users: "Users",
  payments: "Payments",
  incentives: "Incentives",
  verification: "Verification",
  trust: "Trust",
  usage: "Usage",
} as const satisfies Record<Layer, string>;

export const layerIds = Object.keys(layerNames) as Layer[];
