import type { ConversationCard } from "@flywheel/api/type";

export type DayGroup = { readonly title: string; readonly conversations: readonly ConversationCard[] };

/** Conversations under the days that people remember; the order is the server's, last used first. */
export function byDay(conversations: readonly ConversationCard[], nowMs: number): readonly DayGroup[] {
  const today = startOfDay(nowMs, 0);
  const days = [
    { title: "Today", sinceMs: today },
    { title: "Yesterday", sinceMs: startOfDay(nowMs, 1) },
    { title: "Last 7 days", sinceMs: startOfDay(nowMs, 7) },
    { title: "Earlier", sinceMs: Number.NEGATIVE_INFINITY },
  ];
  const dayOf = ({ updatedMs }: ConversationCard) => days.find(({ sinceMs }) => updatedMs >= sinceMs)?.title;
  return days
    .map(({ title }) => ({ title, conversations: conversations.filter((one) => dayOf(one) === title) }))
    .filter((group) => group.conversations.length > 0);
}

/** Midnight of the visitor's own clock; days are counted by the calendar, so a change of the hour moves nothing. */
function startOfDay(nowMs: number, daysAgo: number): number {
  const day = new Date(nowMs);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - daysAgo);
  return day.getTime();
}
