import scopeClasses from "../../by-week/by-week.module.css";
import { Folded } from "../../by-week/folded.tsx";
import type { TimingAnswer } from "./answer.ts";
import { termsOf } from "./term-words.ts";

export type TermsProps = {
  readonly question: Pick<TimingAnswer["question"], "incentives" | "statedWaitMs">;
  readonly thresholds: TimingAnswer["verdict"]["thresholds"];
};

/** Before the first check: all that follows is said in these words. */
export function Terms({ question, thresholds }: TermsProps) {
  return (
    <Folded label="What the words mean">
      <dl className={scopeClasses.terms}>
        {termsOf(question, thresholds).map(({ term, means }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </Folded>
  );
}
