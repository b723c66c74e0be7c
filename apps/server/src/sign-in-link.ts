import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { StaffAuth } from "@flywheel/accounts/staff";

/** The one person who is there in development; `.invalid` can never be a real address (RFC 2606). */
const localOwner = { email: "owner@local.invalid", name: "Local owner" };

/** Leaves a one-time link where the launcher finds it; only the person who started the product can read it. */
export async function writeSignInLink(staff: StaffAuth, dataDir: string): Promise<void> {
  const { link } = await staff.ensureOwner(localOwner);
  await writeFile(join(dataDir, "sign-in-link"), `${link}\n`, { mode: 0o600 });
}
