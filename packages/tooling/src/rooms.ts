/**
 * Who may know whom. The lint, the test and the map in the README are all read from here.
 * Order is the rule: a room may only know rooms written above it, so the graph cannot turn back on itself.
 */
export const rooms = {
  vocabulary: [],
  tooling: ["vocabulary"],
  ui: [],
  receipts: ["vocabulary"],
  experiments: ["vocabulary"],
  telemetry: ["vocabulary"],
  accounts: ["vocabulary"],
  works: ["vocabulary"],
  network: ["vocabulary", "receipts"],
  store: ["vocabulary", "experiments/port", "telemetry/port", "accounts/port", "works/port", "network/port"],
  demand: ["vocabulary", "store"],
  readout: ["vocabulary", "experiments", "store"],
  api: ["vocabulary", "experiments", "telemetry", "accounts", "works", "network", "store", "demand", "readout"],
  host: ["vocabulary", "ui", "experiments", "telemetry", "api/type"],
  simulator: ["vocabulary", "experiments", "telemetry", "api/type"],
  home: ["vocabulary", "ui", "host", "experiments", "telemetry", "receipts", "api/type"],
  "image-studio": ["vocabulary", "ui", "host", "experiments", "telemetry", "receipts", "api/type"],
  chat: ["vocabulary", "ui", "host", "experiments", "telemetry", "receipts", "api/type"],
  admin: ["vocabulary", "ui", "host", "experiments", "telemetry", "receipts", "api/type"],
  server: [
    "vocabulary",
    "tooling",
    "receipts",
    "experiments",
    "telemetry",
    "accounts",
    "network",
    "store",
    "api",
    "simulator",
  ],
  e2e: ["vocabulary", "tooling"],
} as const satisfies Record<string, readonly string[]>;
