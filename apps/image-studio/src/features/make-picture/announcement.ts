import type { Making } from "./making.ts";

/** What is said aloud: every turn of events, but of the steps only the quarters, or nobody could listen. */
export function announcementOf(making: Making): string {
  switch (making.phase) {
    case "idle":
      return "";
    case "under-way": {
      if (making.nodeName === null) return "Waiting for a node";
      const quarter = making.steps > 0 ? Math.floor((making.step / making.steps) * 4) : 0;
      return quarter === 0 ? `Drawing on ${making.nodeName}` : `${quarter * 25} percent drawn`;
    }
    case "done":
      return "Your picture is ready";
    case "cancelled":
      return "Cancelled";
    // Their notices are alerts and speak for themselves.
    case "refused":
    case "failed":
      return "";
  }
}
