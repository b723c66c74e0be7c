import type { QuarantineCard } from "@flywheel/telemetry";
import { Text } from "@mantine/core";
import { formatSecondOfDay } from "../../words/moments.ts";
import { keptLines } from "./kept-event.ts";
import classes from "./refused.module.css";

/** One refused event as it was kept. What was withheld looks withheld. */
export function KeptCard({ event: { receivedAtMs, paths, kept } }: { readonly event: QuarantineCard }) {
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <time dateTime={new Date(receivedAtMs).toISOString()}>{formatSecondOfDay(receivedAtMs)}</time>
        {kept ? (
          <span>
            {kept.sender === "server" ? "from a server" : `${kept.device}, ${kept.browser}`}
            {kept.bot ? ", a bot" : ""}
            {kept.simulated ? ", simulated" : ""}
          </span>
        ) : null}
        {kept?.visitor ? (
          <span>
            visitor <code>{kept.visitor}</code>
          </span>
        ) : null}
        {paths.length > 0 ? (
          <span>
            at <code>{paths.join(", ")}</code>
          </span>
        ) : null}
      </div>
      {kept ? (
        <dl className={classes.fields}>
          {keptLines(kept.text).map(({ name, value, withheld }) => (
            <div key={name} className={classes.field}>
              <dt>{name}</dt>
              <dd data-withheld={withheld || undefined}>{withheld ? `withheld: ${value}` : value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Text size="sm" c="dimmed">
          Nothing of it may be kept, so it cannot be taken in.
        </Text>
      )}
    </li>
  );
}
