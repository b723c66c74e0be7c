import { type Step, stateOf, unseenIn } from "@flywheel/receipts";
import { Alert, Text } from "@mantine/core";
import {
  IconClock,
  IconEyeOff,
  IconShieldCheck,
  IconShieldQuestion,
  IconShieldX,
  type TablerIcon,
} from "@tabler/icons-react";
import { failures } from "./reasons.ts";

type Notice = { readonly color: string; readonly Icon: TablerIcon; readonly title: string; readonly text: string };

/** What the steps come to, first of all and in one sentence. A change while the page is open is said aloud. */
export function StateNotice({ steps }: { readonly steps: readonly Step[] }) {
  const { color, Icon, title, text } = noticeOf(steps);
  return (
    <Alert role="status" color={color} title={title} icon={<Icon aria-hidden />} radius="lg">
      <Text size="sm">{text}</Text>
    </Alert>
  );
}

function noticeOf(steps: readonly Step[]): Notice {
  const state = stateOf(steps);
  switch (state) {
    case "verified":
      return {
        color: "pine",
        Icon: IconShieldCheck,
        title: "Verified",
        text: `The signature holds, and nothing that can be checked here speaks against it. ${aboutWords(steps)}`,
      };
    case "pending_batch":
      return {
        color: "amber",
        Icon: IconClock,
        title: "Waiting for its batch",
        text: `The signature holds. The network seals receipts together every few minutes; this page looks again by itself. ${aboutWords(steps)}`,
      };
    case "private":
      return {
        color: "gray",
        Icon: IconEyeOff,
        title: "Private",
        text: `The signature holds. The request was settled privately: it was paid for, and no proof of it is published. ${aboutWords(steps)}`,
      };
    case "failed":
      return {
        color: "red",
        Icon: IconShieldX,
        title: `Failed: ${firstFailure(steps)}`,
        text: "Do not rely on this answer having come from the node that is named.",
      };
    default:
      return { color: "gray", Icon: IconShieldQuestion, title: "Nothing to verify", text: whyNothing(steps) };
  }
}

function firstFailure(steps: readonly Step[]): string {
  for (const step of steps) if (step.outcome === "failed") return failures[step.reason];
  return "a step failed";
}

/** Who has not compared the words should not think that they did. */
function aboutWords(steps: readonly Step[]): string {
  const unseen = unseenIn(steps);
  if (!unseen.includes("output-hash")) return "The answer that this browser has is the one that was signed.";
  return "The words stay with their owner: their hashes are signed, and the words themselves were not compared here.";
}

const whyNothing = (steps: readonly Step[]) =>
  steps.length === 0
    ? "This answer came from a plain endpoint that signs nothing. Nobody can prove which model gave it."
    : "A node of another network signed this answer. Our registry does not know its key, so its signature cannot be checked here.";
