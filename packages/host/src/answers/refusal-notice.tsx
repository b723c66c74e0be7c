import type { RefusalCard } from "@flywheel/api/type";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconCoin, IconHourglass, IconPencil, IconReplace } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useCheckout } from "../checkout/checkout-context.ts";
import { now } from "../clock.ts";
import { useMe } from "../use-me.ts";
import { type Advice, adviceFor } from "./advice.ts";

export type RefusalNoticeProps = {
  readonly refusal: RefusalCard;
  readonly onRetry: () => void;
  /** Leads to where another model is chosen or the prompt is changed. */
  readonly onChange: () => void;
};

const icons = {
  buy: IconCoin,
  wait: IconHourglass,
  "pick-model": IconReplace,
  "change-prompt": IconPencil,
} as const satisfies Record<Advice["act"], typeof IconCoin>;

/** The network said no: what happened, and the one button that helps. */
export function RefusalNotice({ refusal, onRetry, onChange }: RefusalNoticeProps) {
  const advice = adviceFor(refusal);
  const Icon = icons[advice.act];
  return (
    <Alert role="alert" color="amber" title={advice.title} icon={<Icon />} radius="lg">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{advice.text}</Text>
        <Group gap="xs">
          <WayOut act={advice.act} refusal={refusal} onRetry={onRetry} onChange={onChange} />
        </Group>
      </Stack>
    </Alert>
  );
}

function WayOut({ act, refusal, onRetry, onChange }: RefusalNoticeProps & { readonly act: Advice["act"] }) {
  switch (act) {
    case "buy":
      return <BuyThenRetry neededCredits={refusal.neededCredits ?? 1} onRetry={onRetry} />;
    case "wait":
      return (
        <>
          <RetryAfter waitMs={refusal.retryAfterMs ?? 0} onRetry={onRetry} />
          <Button size="xs" variant="default" onClick={onChange}>
            Pick another model
          </Button>
        </>
      );
    case "pick-model":
      return (
        <>
          <Button size="xs" onClick={onChange}>
            Pick another model
          </Button>
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        </>
      );
    case "change-prompt":
      return (
        <Button size="xs" onClick={onChange}>
          Change the prompt
        </Button>
      );
  }
}

function BuyThenRetry({ neededCredits, onRetry }: { readonly neededCredits: number; readonly onRetry: () => void }) {
  const checkout = useCheckout();
  const { data: me } = useMe();
  if (me && me.spendableCredits >= neededCredits) {
    return (
      <Button size="xs" onClick={onRetry}>
        Try again
      </Button>
    );
  }
  return (
    <Button size="xs" onClick={() => checkout.open("ran-out")}>
      Get credits
    </Button>
  );
}

function RetryAfter({ waitMs, onRetry }: { readonly waitMs: number; readonly onRetry: () => void }) {
  const secondsLeft = useSecondsLeft(waitMs);
  return (
    <Button size="xs" onClick={onRetry} disabled={secondsLeft > 0}>
      {secondsLeft > 0 ? `Try again in ${secondsLeft} s` : "Try again"}
    </Button>
  );
}

function useSecondsLeft(waitMs: number): number {
  const [startedMs] = useState(now);
  const [atMs, setAtMs] = useState(startedMs);
  const leftMs = startedMs + waitMs - atMs;
  const waiting = leftMs > 0;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => setAtMs(now()), 250);
    return () => clearInterval(timer);
  }, [waiting]);
  return Math.max(0, Math.ceil(leftMs / 1000));
}
