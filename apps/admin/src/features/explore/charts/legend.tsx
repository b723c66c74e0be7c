import classes from "./charts.module.css";

type LegendProps = { readonly of: "lines" | "parts"; readonly names: readonly string[] };

/** Lines are told apart by their dashes too, parts by their order. */
export function Legend({ of, names }: LegendProps) {
  return (
    <ul className={classes.legend}>
      {names.map((name, at) => (
        <li key={name}>
          <svg width={of === "lines" ? 28 : 12} height={12} aria-hidden="true" data-series={at}>
            {of === "lines" ? (
              <line className={classes.line} x1={0} x2={28} y1={6} y2={6} />
            ) : (
              <rect className={classes.part} width={12} height={12} />
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
