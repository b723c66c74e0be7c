import type { EventCard } from "@flywheel/telemetry";

export type Detail = { readonly label: string; readonly value: string; readonly isField: boolean };

/** Its own fields first, then what every event has. What the event's own fields say already is not said again. */
export function detailsOf(event: EventCard, moment: string): readonly Detail[] {
  const fields = Object.entries(event.fields).map(([label, value]) => ({ label, value: String(value), isField: true }));
  const common: Readonly<Record<string, string | null>> = {
    model: event.model,
    funding: event.funding,
    experiment: event.experiment,
    variant: event.variant,
    happened: moment,
    "written by": event.writer,
    device: `${event.device}, ${event.browser}`,
    traffic: [event.simulated ? "simulated" : "real", ...(event.bot ? ["from a bot"] : [])].join(", "),
    id: event.id,
  };
  const rest = Object.entries(common).flatMap(([label, value]) =>
    value === null || label in event.fields ? [] : [{ label, value, isField: false }],
  );
  return [...fields, ...rest];
}
