import { z } from "zod";

/** What people who work here may do; each role may do everything that the ones before it may. */
export const staffRoles = ["viewer", "editor", "owner"] as const;
export const StaffRole = z.enum(staffRoles);
export type StaffRole = z.infer<typeof StaffRole>;

/** What a procedure asks of its caller. `anyone` needs no cookie; `visitor` a signed one; the rest a signed-in person. */
export type Role = "anyone" | "visitor" | StaffRole;
