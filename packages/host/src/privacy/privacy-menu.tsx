import { ActionIcon, Button, type ButtonProps, Popover, Stack, Text } from "@mantine/core";
import { IconDownload, IconEye, IconEyeOff, IconInfoCircle, IconShieldLock, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { type ConsentState, useConsent } from "../use-consent.ts";
import { EraseDialog } from "./erase-dialog.tsx";
import { useExport } from "./use-export.ts";

const line = { variant: "subtle", color: "gray", justify: "flex-start", fullWidth: true } satisfies ButtonProps;

/** Everything a visitor can decide about their data, one press away on every page. */
export function PrivacyMenu() {
  const consent = useConsent();
  const saving = useExport();
  const [opened, setOpened] = useState(false);
  const [erasing, setErasing] = useState(false);
  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-end" width={270} shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Privacy" onClick={() => setOpened(!opened)}>
            <IconShieldLock size={19} stroke={1.7} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label="Privacy" p="xs">
          <Stack gap={2}>
            <Text size="sm" p="xs" role="status">
              {standing(consent)}
            </Text>
            <ConsentLine {...consent} />
            <Button {...line} component="a" href="/#privacy" leftSection={<IconInfoCircle size={17} />}>
              What is recorded
            </Button>
            <Button {...line} onClick={saving.save} loading={saving.busy} leftSection={<IconDownload size={17} />}>
              Export my data
            </Button>
            <Button
              {...line}
              color="red"
              leftSection={<IconTrash size={17} />}
              onClick={() => {
                setOpened(false);
                setErasing(true);
              }}
            >
              Erase everything
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <EraseDialog opened={erasing} onClose={() => setErasing(false)} />
    </>
  );
}

function ConsentLine({ consent, privacySignal, choose, choosing }: ConsentState) {
  if (privacySignal) return null;
  const granted = consent === "granted";
  const Icon = granted ? IconEyeOff : IconEye;
  return (
    <Button
      {...line}
      disabled={choosing}
      onClick={() => choose(granted ? "denied" : "granted")}
      leftSection={<Icon size={17} />}
    >
      {granted ? "Stop measuring" : "Allow measuring"}
    </Button>
  );
}

function standing({ consent, privacySignal }: ConsentState): string {
  if (privacySignal) return "Measuring is off, because your browser sends a privacy signal.";
  return consent === "granted" ? "Measuring is on." : "Measuring is off.";
}
