import classes from "./bars.module.css";
import { formatCount, formatShare } from "./numbers.ts";

export type Bar = { readonly key: string; readonly label: string; readonly count: number };

/** Counts side by side. With `of`, each is also shown as a share of that number. */
export function Bars({
  bars,
  of,
  label,
}: {
  readonly bars: readonly Bar[];
  readonly of?: number;
  readonly label: string;
}) {
  const longest = Math.max(1, of ?? 0, ...bars.map(({ count }) => count));
  return (
    <ul className={classes.list} aria-label={label}>
      {bars.map((bar) => {
        const share = of === undefined ? null : formatShare(bar.count, of);
        return (
          <li key={bar.key} className={classes.row}>
            <span className={classes.label}>{bar.label}</span>
            <span className={classes.count}>
              {of === undefined ? formatCount(bar.count) : `${formatCount(bar.count)} of ${formatCount(of)}`}
              {share ? <span className={classes.share}>{share}</span> : null}
            </span>
            <Track share={bar.count / longest} />
          </li>
        );
      })}
    </ul>
  );
}

/** Says nothing that the numbers beside it do not say, so it is hidden from a screen reader. */
export function Track({ share }: { readonly share: number }) {
  return (
    <span className={classes.track} aria-hidden="true">
      <span className={classes.fill} style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </span>
  );
}
