import { type ConsentState, useConsent } from "@flywheel/host";
import { Button, Group, Text } from "@mantine/core";

/** Where consent stands, and the two answers side by side. */
export function ConsentControl() {
  const { consent, privacySignal, choose, choosing } = useConsent();
  if (privacySignal) {
    return (
      <Text role="status">
        Your browser sends a privacy signal (Do Not Track or Global Privacy Control), so nothing is measured and we do
        not ask.
      </Text>
    );
  }
  return (
    <Group justify="space-between" gap="sm">
      <Text role="status">{standing[consent]}</Text>
      <Group gap="xs">
        <Button
          variant={consent === "denied" ? "light" : "default"}
          aria-pressed={consent === "denied"}
          disabled={choosing}
          onClick={() => choose("denied")}
        >
          Do not measure
        </Button>
        <Button
          variant={consent === "granted" ? "light" : "default"}
          aria-pressed={consent === "granted"}
          disabled={choosing}
          onClick={() => choose("granted")}
        >
          Measure
        </Button>
      </Group>
    </Group>
  );
}

const standing = {
  unknown: "You have not answered yet: nothing is measured until you say yes.",
  granted: "You said yes: your steps are measured.",
  denied: "You said no: nothing is measured.",
} as const satisfies Record<ConsentState["consent"], string>;
