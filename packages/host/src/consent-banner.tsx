import { Anchor, Button, Group, Paper, Text } from "@mantine/core";
import { useConsent } from "./use-consent.ts";

/** Asks once. Yes and no look alike and cost one press each; where the browser has said no already, nothing is asked. */
export function ConsentBanner() {
  const { consent, privacySignal, choose, choosing } = useConsent();
  if (consent !== "unknown" || privacySignal) return null;
  return (
    <Paper
      component="section"
      aria-label="Consent"
      radius={0}
      px={{ base: "md", sm: "lg" }}
      py="sm"
      style={{ borderTop: "1px solid var(--flywheel-line)" }}
    >
      <Group justify="space-between" gap="sm" maw={1080} mx="auto">
        <Text size="sm" style={{ flex: "1 1 300px" }}>
          May we record which steps you take here, never your prompts or the answers?{" "}
          <Anchor href="/#privacy" inherit>
            Details
          </Anchor>
        </Text>
        <Group gap="xs" wrap="nowrap" flex={{ base: "1 0 100%", sm: "none" }}>
          <Button variant="default" size="sm" flex={1} miw={96} disabled={choosing} onClick={() => choose("denied")}>
            No
          </Button>
          <Button variant="default" size="sm" flex={1} miw={96} disabled={choosing} onClick={() => choose("granted")}>
            Yes
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
