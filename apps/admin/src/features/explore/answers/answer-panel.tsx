import { EmptyState } from "@flywheel/ui";
import { Badge, Group, Text } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { AskedPanel, type AskedPanelProps } from "../../../asked/asked-panel.tsx";
import { type Answered, sayBasis } from "./answered.ts";

export type AnswerPanelProps<Answer> = Omit<AskedPanelProps<Answer>, "what"> & {
  /** What to do when nothing was found. Null: there is something to show. */
  readonly empty: (answer: Answer) => { readonly title: string; readonly advice: string } | null;
};

/** One answer with what it rests on, or what to do when there is nothing in it. */
export function AnswerPanel<Answer extends Answered>({ empty, children, ...panel }: AnswerPanelProps<Answer>) {
  return (
    <AskedPanel {...panel} what="The answer">
      {(answer) => {
        const nothing = empty(answer);
        return (
          <>
            {nothing ? (
              <EmptyState icon={<IconSearch size={30} stroke={1.5} />} title={nothing.title}>
                {nothing.advice} Only visitors who agreed to measuring are counted.
              </EmptyState>
            ) : (
              children(answer)
            )}
            <Group gap="xs">
              {answer.basis.simulated ? <Badge color="plum">Simulated</Badge> : null}
              <Text size="sm" c="dimmed">
                {sayBasis(answer)}
              </Text>
            </Group>
          </>
        );
      }}
    </AskedPanel>
  );
}

export const widen = "Choose a longer period, all apps, everybody or another event; look at simulated traffic apart.";
