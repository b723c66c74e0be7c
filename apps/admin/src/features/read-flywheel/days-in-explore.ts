import type { Range, ScopeView } from "../../by-week/scope.ts";
import { writeSegment } from "../../segments/segment-address.ts";

/** In an address of Explore, which opens with a trend by day; its periods are written otherwise than those of weeks. */
export const daysInExplore = ({ app, traffic, segment }: ScopeView, { fromMs, toMs }: Range) => ({
  ...{ period: `${fromMs}-${toMs}`, traffic },
  ...(app === null ? {} : { app }),
  ...(segment === null ? {} : { segment: writeSegment(segment) }),
});
