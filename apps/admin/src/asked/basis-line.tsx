import { Badge, Group, Text } from "@mantine/core";
import { type Answered, sayBasis } from "../words/basis-words.ts";

export type BasisLineProps = {
  readonly answer: Answered;
  /** Where the question looks whether somebody is in its segment: "first step". */
  readonly judgedAt?: string;
};

/** What an answer rests on, marked where nobody of it is real. */
export function BasisLine({ answer, judgedAt }: BasisLineProps) {
  return (
    <Group gap="xs">
      {answer.basis.simulated ? <Badge color="plum">Simulated</Badge> : null}
      <Text size="sm" c="dimmed">
        {sayBasis(answer, judgedAt)}
      </Text>
    </Group>
  );
}
