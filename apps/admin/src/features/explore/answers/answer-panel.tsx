import { EmptyState } from "@flywheel/ui";
import { IconSearch } from "@tabler/icons-react";
import { AskedPanel, type AskedPanelProps } from "../../../asked/asked-panel.tsx";
import { BasisLine } from "../../../asked/basis-line.tsx";
import type { Answered } from "../../../words/basis-words.ts";

export type AnswerPanelProps<Answer> = Omit<AskedPanelProps<Answer>, "what"> & {
  /** What to do when nothing was found. Null: there is something to show. */
  readonly empty: (answer: Answer) => { readonly title: string; readonly advice: string } | null;
  /** Who can be counted at all. */
  readonly whoCounts: string;
  /** Where the question looks whether somebody is in its segment. */
  readonly judgedAt?: string;
};

/** One answer with what it rests on, or what to do when there is nothing in it. */
export function AnswerPanel<Answer extends Answered>({
  empty,
  whoCounts,
  judgedAt,
  children,
  ...panel
}: AnswerPanelProps<Answer>) {
  return (
    <AskedPanel {...panel} what="The answer">
      {(answer) => {
        const nothing = empty(answer);
        return (
          <>
            {nothing ? (
              <EmptyState icon={<IconSearch size={30} stroke={1.5} />} title={nothing.title}>
                {nothing.advice} {whoCounts}
              </EmptyState>
            ) : (
              children(answer)
            )}
            <BasisLine answer={answer} {...(judgedAt === undefined ? {} : { judgedAt })} />
          </>
        );
      }}
    </AskedPanel>
  );
}

export const widen = "Choose a longer period, all apps, everybody or another event; look at simulated traffic apart.";
