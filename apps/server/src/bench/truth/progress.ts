/** How far it is, now and then, as plain lines on stderr: stdout is for what was found. */
export function createProgress(all: number, now: () => number, say: (line: string) => void): { done(): void } {
  const startedMs = now();
  let saidMs = startedMs;
  let done = 0;
  return {
    done() {
      done += 1;
      const nowMs = now();
      if (done < all && nowMs - saidMs < everyMs) return;
      saidMs = nowMs;
      const leftMs = ((nowMs - startedMs) / done) * (all - done);
      say(`${done} of ${all} populations, about ${Math.ceil(leftMs / 60_000)} min left`);
    },
  };
}

const everyMs = 5_000;
