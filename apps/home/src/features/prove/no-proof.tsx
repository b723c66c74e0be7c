import { EmptyState } from "@flywheel/ui";
import { Anchor } from "@mantine/core";

export function NoProof() {
  return (
    <EmptyState title="There is no receipt at this address">
      The address may be cut short, or the request was refused and so never signed.{" "}
      <Anchor href="/" inherit>
        Go to the front page
      </Anchor>
    </EmptyState>
  );
}
