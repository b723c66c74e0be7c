import type { DeviceClass } from "@flywheel/vocabulary";

/** A record, so that a new class fails to compile here. `on`: within a sentence. */
export const deviceNames = {
  desktop: { title: "Desktop", on: "a desktop" },
  phone: { title: "Phone", on: "a phone" },
  tablet: { title: "Tablet", on: "a tablet" },
  server: { title: "Server", on: "a server" },
  unknown: { title: "Unknown", on: "an unknown device" },
} as const satisfies Record<DeviceClass, { readonly title: string; readonly on: string }>;
