import { createStaffAuth } from "@flywheel/accounts/staff";
import { openStore } from "@flywheel/store";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { z } from "zod";
import { now } from "./clock.ts";
import { configure } from "./environment.ts";
import { explain } from "./explain.ts";
import { log } from "./log.ts";
import { randomBytes } from "./random.ts";
import { keptSecret } from "./secrets.ts";

/** `pnpm owner EMAIL [NAME]`: makes an owner in a store that is not being served, and prints their one-time link. */
async function main() {
  const email = z.email().safeParse(process.argv[2]);
  if (!email.success) {
    console.error("usage: pnpm owner EMAIL [NAME]   (EMAIL is what the owner will sign in with)");
    process.exit(2);
  }
  const configuration = configure(process.env);
  const store = await openStore({ ...configuration.store, now, log });
  try {
    const secret = configuration.secret ?? (await keptSecret(configuration.store.dataDir, "secret", randomBytes));
    const staff = createStaffAuth({
      database: drizzleAdapter(store.staff.database, { provider: "pg", schema: store.staff.schema }),
      secret,
      origin: configuration.http.publicOrigin,
      trustedOrigins: [configuration.http.publicOrigin],
    });
    const { link } = await staff.ensureOwner({ email: email.data, name: process.argv[3] ?? "Owner" });
    console.log(`Open this link once, within 15 minutes, on the running product:\n${link}`);
  } finally {
    await store.close();
  }
}

main().catch((cause: unknown) => {
  console.error(explain(cause));
  process.exit(1);
});
