import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconCheck, IconCopy, IconKey } from "@tabler/icons-react";

export type OneTimeLinkProps = { readonly name: string; readonly link: string; readonly onDone: () => void };

/** Shown once: only its hash is stored, so nobody can show it again. */
export function OneTimeLink({ name, link, onDone }: OneTimeLinkProps) {
  return (
    <Alert role="status" color="pine" icon={<IconKey />} title={`A link for ${name}`} radius="lg">
      <Stack gap="sm">
        <Text size="sm">
          It signs {name} in once, within 15 minutes, and is shown only now. Hand it over yourself: nothing is mailed,
          and whoever opens it first is in.
        </Text>
        <TextInput
          aria-label={`Sign-in link for ${name}`}
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group gap="xs">
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button size="sm" onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}>
                {copied ? "Copied" : "Copy link"}
              </Button>
            )}
          </CopyButton>
          <Button size="sm" variant="default" onClick={onDone}>
            Done
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
