import { mint } from "@flywheel/vocabulary/mint";

type Parts = {
  readonly visitors: number;
  readonly seed: number;
  readonly eventsPerBatch: number;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

/**
 * Bodies of batches as a sender with a write key brings them: what visitors do most, spread over many of them. Written as
 * text, because the generator shares the machine with the server that it measures.
 */
export function createBodies({ visitors, seed, eventsPerBatch, now, randomBytes }: Parts): () => string {
  const people = Array.from({ length: visitors }, () => {
    const [visitorId, sessionId] = [mint<string>("vis", randomBytes), mint<string>("ses", randomBytes)];
    return `"visitorId":"${visitorId}","sessionId":"${sessionId}"`;
  });
  const run = mint<string>("evt", randomBytes).slice(4, 12) + seed.toString(36).padStart(2, "0").slice(0, 2);
  let made = 0;

  return () => {
    const sentAtMs = now();
    const events: string[] = [];
    for (let index = 0; index < eventsPerBatch; index += 1) {
      made += 1;
      const id = `evt_${run}${made.toString(36).padStart(10, "0")}`;
      const person = people[(made * 7_919) % people.length];
      events.push(
        `{"id":"${id}","app":"image-studio",${person},"atMs":${sentAtMs},"seq":${made},${kinds[made % kinds.length]}}`,
      );
    }
    return `{"sentAtMs":${sentAtMs},"lost":0,"events":[${events.join()}]}`;
  };
}

const about = `"requestId":"req_aaaaaaaaaaaaaaaaaaaa","medium":"image"`;
const kinds = [
  `"name":"app.opened","fields":{}`,
  `"name":"surface.viewed","fields":{"surface":"gallery"}`,
  `"name":"prompt.started","fields":{"medium":"image"}`,
  `"name":"prompt.submitted","fields":{${about},"model":"atelier/aquarelle-2","promptLength":41,"attempt":"first"}`,
  `"name":"inference.requested","fields":{${about},"model":"atelier/aquarelle-2","hosted":true}`,
  `"name":"output.shown","fields":{${about},"model":"atelier/aquarelle-2","waitedMs":5120}`,
  `"name":"proof.shown","fields":{"requestId":"req_aaaaaaaaaaaaaaaaaaaa","place":"app"}`,
  `"name":"output.kept","fields":{${about},"how":"saved"}`,
] as const;
