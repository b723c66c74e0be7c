import { type AppId, appIds, apps } from "@flywheel/vocabulary/apps";

/** Apps of visitors, in the register's order; one that is written down already is never hidden. */
export const offeredApps = (written: readonly AppId[] = []): readonly AppId[] =>
  appIds.filter((id) => apps[id].audience === "visitors" || written.includes(id));
