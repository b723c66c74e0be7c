import { notify } from "@flywheel/ui";
import { ActionIcon, Menu } from "@mantine/core";
import { IconDownload, IconEye, IconEyeOff, IconInfoCircle, IconShieldLock, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "../failures.ts";
import { useTRPC } from "../trpc.ts";
import { useConsent } from "../use-consent.ts";
import { EraseDialog } from "./erase-dialog.tsx";
import { saveAsFile } from "./save-as-file.ts";

/** Everything a visitor can decide about their data, one press away on every page. */
export function PrivacyMenu() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { consent, privacySignal, choose, choosing } = useConsent();
  const [erasing, setErasing] = useState(false);

  const exportAll = async () => {
    try {
      const everything = await queries.fetchQuery(trpc.account.export.queryOptions(undefined, { gcTime: 0 }));
      saveAsFile("flywheel-my-data.json", JSON.stringify(everything, null, 2));
    } catch (error) {
      notify({ title: "Your data could not be exported", message: messageOf(error), tone: "bad" });
    }
  };

  return (
    <>
      <Menu width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Privacy">
            <IconShieldLock size={19} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{stateOf(consent, privacySignal)}</Menu.Label>
          {privacySignal ? null : consent === "granted" ? (
            <Menu.Item leftSection={<IconEyeOff size={17} />} disabled={choosing} onClick={() => choose("denied")}>
              Stop measuring
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconEye size={17} />} disabled={choosing} onClick={() => choose("granted")}>
              Allow measuring
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconInfoCircle size={17} />} component="a" href="/#privacy">
            What is recorded
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconDownload size={17} />} onClick={exportAll}>
            Export my data
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={17} />} color="red" onClick={() => setErasing(true)}>
            Erase everything
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <EraseDialog opened={erasing} onClose={() => setErasing(false)} />
    </>
  );
}

function stateOf(consent: "unknown" | "granted" | "denied", privacySignal: boolean): string {
  if (privacySignal) return "Measuring is off: your browser asks for it";
  return consent === "granted" ? "Measuring is on" : "Measuring is off";
}
