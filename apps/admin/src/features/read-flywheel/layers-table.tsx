import { formatCount } from "@flywheel/ui";
import { Stack, Table, Text } from "@mantine/core";
import { sayChange, sayInterval, sayShare, sayShareChange } from "../../by-week/amounts.ts";
import scopeClasses from "../../by-week/by-week.module.css";
import { Folded } from "../../by-week/folded.tsx";
import { WideTable } from "../../by-week/wide-table.tsx";
import { layerNames } from "../../words/layer-names.ts";
import type { Judged, Judgement } from "./answer.ts";
import { inRing } from "./layer-ring.tsx";
import { evidenceWords, originWords, whyNoGain } from "./layer-words.ts";

const columns = ["Layer", "Entered", "Passed", "Rate", "Target", "Gain", "90 % interval", "Of Y", "Evidence", "Notes"];

/** The same as the ring, as numbers: each share beside the two counts that it is made of. */
export function LayersTable({ judgement }: { readonly judgement: Judgement }) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        Y: {formatCount(judgement.outcome)} purchased requests in the week after.
      </Text>
      <Folded label="The same as numbers">
        <Text size="sm" c="dimmed">
          Gains are in purchased requests.
        </Text>
        <WideTable label="Layers" minWidth={900} columns={columns}>
          {inRing(judgement.layers).map((it) => (
            <Table.Tr key={it.layer}>
              <Table.Th scope="row">{layerNames[it.layer]}</Table.Th>
              {cellsOf(it, judgement.outcome).map((cell, at) => (
                <Table.Td className={wordy.has(at) ? scopeClasses.words : undefined} key={at}>
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </WideTable>
      </Folded>
      <Text component="dl" size="sm" c="dimmed" className={scopeClasses.terms}>
        {Object.values(evidenceWords).map(({ title, says }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{says}</dd>
          </div>
        ))}
        <div>
          <dt>Visitor-week</dt>
          <dd>what one visitor did in one week, counted once at each gate that the week entered</dd>
        </div>
      </Text>
    </Stack>
  );
}

/** Columns of words: target and notes. */
const wordy: ReadonlySet<number> = new Set([3, 8]);

function cellsOf(judged: Judged, outcome: number): readonly string[] {
  const { opportunity, interval, target, evidence } = judged;
  const { entered = 0, passed = 0, gain = null } = opportunity ?? {};
  return [
    formatCount(entered),
    formatCount(passed),
    entered === 0 ? "none" : sayShare(passed / entered),
    `${sayShare(target.rate)} (${originWords[target.origin]})`,
    gain === null ? "withheld" : sayChange(gain),
    interval === null ? "withheld" : sayInterval(interval, sayChange),
    gain === null || outcome === 0 ? "withheld" : sayShareChange(gain / outcome),
    opportunity === null ? "none" : evidenceWords[evidence].title,
    notesOf(judged),
  ];
}

function notesOf(judged: Judged): string {
  const { opportunity, cut } = judged;
  const elsewhere = Math.round(opportunity?.lostElsewhere ?? 0);
  const notes = [
    whyNoGain(judged),
    elsewhere > 0 ? `${formatCount(elsewhere)} that failed are counted with what other layers lost.` : null,
    elsewhere < 0 ? `${formatCount(-elsewhere)} passed with the help of other layers.` : null,
    judged.layer === "trust" && opportunity?.passed === 0
      ? "Nobody said that they trust or required a proof: perhaps nobody was asked."
      : null,
    cut > 0 ? `Capped: spare capacity could not have served ${formatCount(cut)} more.` : null,
  ];
  return notes.filter((note) => note !== null).join(" ");
}
