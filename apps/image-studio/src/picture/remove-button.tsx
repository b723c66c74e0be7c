import { ActionIcon, Button, Group, Popover, Stack, Text, Tooltip } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";

export type RemoveButtonProps = {
  readonly label: "Discard" | "Remove";
  readonly onRemove: () => void;
};

/** Asks once more in place, because a removed picture cannot be brought back. */
export function RemoveButton({ label, onRemove }: RemoveButtonProps) {
  const [asking, setAsking] = useState(false);
  return (
    <Popover opened={asking} onChange={setAsking} withArrow trapFocus returnFocus shadow="md" position="top">
      <Popover.Target>
        <Tooltip label={label} disabled={asking}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => setAsking(!asking)}>
            <IconTrash size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={`${label} this picture?`}>
        <Stack gap="sm">
          <Text size="sm">Throw this picture away for good?</Text>
          <Group gap="xs">
            <Button
              size="xs"
              color="red"
              onClick={() => {
                setAsking(false);
                onRemove();
              }}
            >
              {label}
            </Button>
            <Button size="xs" variant="default" data-autofocus onClick={() => setAsking(false)}>
              Leave it
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
