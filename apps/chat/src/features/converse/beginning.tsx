import { Variant } from "@flywheel/experiments/react";
import { Stack, Text, Title, UnstyledButton } from "@mantine/core";
import classes from "./conversation.module.css";
import { examples, openings } from "./examples.ts";

export type BeginningProps = {
  /** A whole question: it is sent. */
  readonly onAsk: (question: string) => void;
  /** The beginning of one: the visitor writes the rest. */
  readonly onOpen: (opening: string) => void;
};

/** An empty conversation: what it is for, and three ways to begin. */
export function Beginning({ onAsk, onOpen }: BeginningProps) {
  return (
    <Stack gap="md" className={classes.beginning}>
      <Title order={1}>What would you like to know?</Title>
      <Text c="dimmed">
        Open models answer. The node that gave an answer signs it, and you can check the signature.
      </Text>
      <Variant feature="chat.beginning" otherwise="questions">
        {{
          questions: <Ways name="Examples" ways={examples} onPick={onAsk} />,
          openings: <Ways name="Beginnings of a question" ways={openings} onPick={onOpen} />,
        }}
      </Variant>
    </Stack>
  );
}

type WaysProps = { readonly name: string; readonly ways: readonly string[]; readonly onPick: (way: string) => void };

function Ways({ name, ways, onPick }: WaysProps) {
  return (
    <ul className={classes.examples} aria-label={name}>
      {ways.map((way) => (
        <li key={way}>
          <UnstyledButton className={classes.example} onClick={() => onPick(way)}>
            {way}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
