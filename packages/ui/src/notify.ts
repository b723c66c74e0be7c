import { notifications } from "@mantine/notifications";

export type Notice = { readonly title?: string; readonly message: string; readonly tone?: "good" | "bad" | "plain" };

const colors = { good: "pine", bad: "red", plain: "gray" } as const;

/** A short line that passes. What a visitor must act on belongs in the page instead. */
export function notify({ title, message, tone = "plain" }: Notice): void {
  notifications.show({ title, message, color: colors[tone], withBorder: true });
}
