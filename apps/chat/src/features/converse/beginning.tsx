import { Stack, Text, Title, UnstyledButton } from "@mantine/core";
import classes from "./conversation.module.css";
import { examples } from "./examples.ts";

/** An empty conversation: what it is for, and three ways to begin. */
export function Beginning({ onPick }: { readonly onPick: (text: string) => void }) {
  return (
    <Stack gap="md" className={classes.beginning}>
      <Title order={1}>What would you like to know?</Title>
      <Text c="dimmed">
        Open models answer. The node that gave an answer signs it, and you can check the signature.
      </Text>
      <ul className={classes.examples} aria-label="Examples">
        {examples.map((example) => (
          <li key={example}>
            <UnstyledButton className={classes.example} onClick={() => onPick(example)}>
              {example}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
