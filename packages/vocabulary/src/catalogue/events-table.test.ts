import { expect, it } from "vitest";
import { eventsTable } from "./events-table.ts";
import { eventNames } from "./index.ts";

it("[VO11] docs/events.md is the catalogue as it is; `pnpm --filter @flywheel/vocabulary events:write` writes it", async () => {
  const table = eventsTable();
  for (const name of eventNames) expect(table).toContain(`\n| \`${name}\` | `);
  await expect(table).toMatchFileSnapshot("../../../../docs/events.md");
});
