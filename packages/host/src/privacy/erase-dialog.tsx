import { ErrorState } from "@flywheel/ui";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { messageOf } from "../failures.ts";
import { useTRPC } from "../trpc.ts";
import { useForgetBrowser } from "./forget-browser.ts";

/** Asks before it erases: there is no way back. */
export function EraseDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const forgetBrowser = useForgetBrowser();
  const erase = useMutation(trpc.account.erase.mutationOptions({ onSuccess: forgetBrowser }));
  return (
    <Modal opened={opened} onClose={onClose} title="Erase everything?" size={440}>
      <Stack gap="md">
        <Text size="sm">
          Your pictures, conversations, credits and everything recorded about this browser go at once, on the server and
          here. Purchased credits are lost. This cannot be undone.
        </Text>
        {erase.error ? <ErrorState title="Nothing was erased">{messageOf(erase.error)}</ErrorState> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={erase.isPending} data-autofocus>
            Keep everything
          </Button>
          <Button color="red" loading={erase.isPending} onClick={() => erase.mutate()}>
            Erase everything
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
