import type { StaffRole } from "@flywheel/vocabulary";

/** From least to most. A record, so that a new role fails to compile here. */
export const roles = {
  viewer: { title: "Viewer", may: "sees events, funnels, experiments and the network" },
  editor: { title: "Editor", may: "sees the same, grants credits and turns the network's weather" },
  owner: { title: "Owner", may: "does everything, and decides who works here" },
} as const satisfies Record<StaffRole, { readonly title: string; readonly may: string }>;

export const roleIds = Object.keys(roles) as StaffRole[];

export const isRole = (value: string | null): value is StaffRole => roleIds.some((role) => role === value);

/** Each role may do what the ones before it may. What is shown follows from this; what is allowed, the server decides. */
export const mayActAs = (role: StaffRole, needed: StaffRole): boolean =>
  roleIds.indexOf(role) >= roleIds.indexOf(needed);
