import type { TimingAnswer } from "./answer.ts";
import { termsOf } from "./term-words.ts";
import classes from "./timing.module.css";

export type TermsProps = {
  readonly question: Pick<TimingAnswer["question"], "incentives" | "statedWaitMs">;
  readonly thresholds: TimingAnswer["verdict"]["thresholds"];
};

/** Before the first check: all that follows is said in these words. */
export function Terms({ question, thresholds }: TermsProps) {
  return (
    <details>
      <summary className={classes.summary}>What the words mean</summary>
      <dl className={classes.terms}>
        {termsOf(question, thresholds).map(({ term, means }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
