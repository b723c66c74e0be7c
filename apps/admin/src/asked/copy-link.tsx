import { Button, CopyButton } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";

/** The address of what is asked, with its period fixed, so that whoever opens it asks the same. */
export function CopyLink({ address }: { readonly address: string }) {
  return (
    <CopyButton value={address}>
      {({ copied, copy }) => (
        <Button variant="default" size="sm" leftSection={<IconLink size={16} />} onClick={copy}>
          {copied ? "Copied" : "Copy link to this period"}
        </Button>
      )}
    </CopyButton>
  );
}
