import { Presets, SingleBar } from "cli-progress";
import type { Counts } from "./send.ts";

export type Progress = {
  show(counts: Counts): void;
  /** Leaves the last state on the screen. */
  stop(): void;
};

type ProgressParts = {
  /** Where people look: stderr, because stdout is for the result. */
  readonly stream: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** About how many events will come. */
  readonly expected: number;
  readonly now: () => number;
};

const everyMs = 5_000;

/** A bar on a terminal; anywhere else a plain line now and then, so that a log stays readable. */
export const createProgress = (parts: ProgressParts): Progress =>
  parts.stream.isTTY === true ? barOf(parts) : linesOf(parts);

function barOf({ stream, expected, now }: ProgressParts): Progress {
  const startedMs = now();
  const bar = new SingleBar(
    {
      stream,
      format: "{bar} {percentage}% | {sent} of about {about} events | {speed} events/s | {left} left{said}",
      // Ctrl-C is answered in one place, which also tells the counts.
      gracefulExit: false,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  const payloadOf = (counts: Counts) => ({ ...inWords(counts, expected, now() - startedMs) });
  const none: Counts = { sent: 0, accepted: 0, repeated: 0, refused: 0 };
  bar.start(expected, 0, payloadOf(none));
  let last = none;
  return {
    show(counts) {
      last = counts;
      if (counts.sent > expected) bar.setTotal(counts.sent);
      bar.update(counts.sent, payloadOf(counts));
    },
    stop() {
      bar.update(last.sent, payloadOf(last));
      bar.stop();
    },
  };
}

function linesOf({ stream, expected, now }: ProgressParts): Progress {
  const startedMs = now();
  let saidMs = startedMs;
  return {
    show(counts) {
      const nowMs = now();
      if (nowMs - saidMs < everyMs) return;
      saidMs = nowMs;
      const { sent, about, speed, left, said } = inWords(counts, expected, nowMs - startedMs);
      stream.write(`${sent} of about ${about} events, ${speed} events/s, ${left} left${said}\n`);
    },
    stop() {},
  };
}

function inWords({ sent, repeated, refused }: Counts, expected: number, passedMs: number) {
  const perSecond = passedMs > 0 ? (sent / passedMs) * 1_000 : 0;
  const about = Math.max(expected, sent);
  return {
    sent: inThousands(sent),
    about: inThousands(about),
    speed: inThousands(Math.round(perSecond)),
    left: perSecond > 0 ? inTimeWords((about - sent) / perSecond) : "-",
    said: [
      ...(repeated > 0 ? [`, ${inThousands(repeated)} repeated`] : []),
      ...(refused > 0 ? [`, ${inThousands(refused)} refused`] : []),
    ].join(""),
  };
}

const inThousands = (count: number): string => count.toLocaleString("en-US");

function inTimeWords(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
