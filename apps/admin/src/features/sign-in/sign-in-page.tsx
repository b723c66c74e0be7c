import { Page, PageTitle, Panel } from "@flywheel/ui";
import { Alert, Code, List, Text } from "@mantine/core";
import { IconLinkOff } from "@tabler/icons-react";
import { PasswordSignIn } from "./password-sign-in.tsx";
import { sayLinkTrouble } from "./sign-in-words.ts";

export type SignInPageProps = {
  /** What a one-time link that did not work left in the address. */
  readonly linkError: string | null;
  readonly onSignedIn: () => Promise<void>;
};

export function SignInPage({ linkError, onSignedIn }: SignInPageProps) {
  return (
    <Page width="text">
      <PageTitle lead="The control room is for people who work here.">Sign in</PageTitle>
      {linkError === null ? null : (
        <Alert color="amber" role="alert" title="This link no longer works" icon={<IconLinkOff />} radius="lg">
          <Text size="sm">{sayLinkTrouble(linkError)}</Text>
        </Alert>
      )}
      <Panel title="With a one-time link" lead="No account to make: a link signs you in, once.">
        <List size="sm" spacing="xs">
          <List.Item>
            On your own machine: <Code>pnpm dev</Code> prints a link in the terminal when everything is up.
          </List.Item>
          <List.Item>In a team: an owner makes you one, under People.</List.Item>
          <List.Item>
            The first owner of a new installation: <Code>pnpm owner EMAIL</Code> on the server, while the product is
            stopped.
          </List.Item>
        </List>
      </Panel>
      <Panel title="With a password" lead="If you have set one, under Account.">
        <PasswordSignIn onSignedIn={onSignedIn} />
      </Panel>
    </Page>
  );
}
