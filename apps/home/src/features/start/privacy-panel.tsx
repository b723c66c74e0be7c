import { Panel } from "@flywheel/ui";
import { List, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { ConsentControl } from "./consent-control.tsx";

const kinds = [
  {
    title: "Recorded only if you say yes",
    items: [
      "Which app you opened and which step you took, such as asking, keeping or sharing.",
      "How long a prompt was and how long you waited, as numbers.",
      "Which variant of a page you saw.",
      "Your kind of device and browser, such as phone and Firefox.",
    ],
  },
  {
    title: "Never recorded",
    items: [
      "What you write, and what the models answer.",
      "Names, e-mail addresses and network addresses.",
      "Anything on other sites.",
    ],
  },
  {
    title: "Kept because the apps need it",
    items: [
      "A random id in a cookie, so that your credits and works are yours.",
      "A keyed hash of your network range, so that free credits are given once a day.",
      "The ledger of your credits, and receipts of what was served.",
      "Your pictures and conversations, for you alone, until you remove them.",
    ],
  },
] as const;

/** The whole of what is measured, in short, with the choice beside it. */
export function PrivacyPanel() {
  return (
    <div id="privacy" style={{ scrollMarginTop: 72 }}>
      <Panel title="What we record, and what we never record">
        <ConsentControl />
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
          {kinds.map(({ title, items }) => (
            <Stack key={title} gap="xs">
              <Title order={3} fz="md">
                {title}
              </Title>
              <List size="sm" spacing={6} c="dimmed">
                {items.map((item) => (
                  <List.Item key={item}>{item}</List.Item>
                ))}
              </List>
            </Stack>
          ))}
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          Under the shield at the top of every page you can change your mind, take your data with you or erase it all.
        </Text>
      </Panel>
    </div>
  );
}
