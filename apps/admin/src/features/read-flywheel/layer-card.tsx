import { formatCount, IntervalBar, type Scale } from "@flywheel/ui";
import { Badge, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { sayInterval, sayShare, sayShareChange } from "../../by-week/amounts.ts";
import { layerNames } from "../../words/layer-names.ts";
import type { Judged } from "./answer.ts";
import classes from "./flywheel.module.css";
import { gainShares } from "./gain-shares.ts";
import { evidenceWords, gates, originWords, sayGain, whyNoGain } from "./layer-words.ts";

export type LayerCardProps = {
  readonly judged: Judged;
  readonly outcome: number;
  readonly scale: Scale;
  readonly isNamed: boolean;
  /** The verdict is about it. */
  readonly isHeld: boolean;
  /** Only the rate until it is opened: nine whole cards are many windows of a phone. */
  readonly isFolded: boolean;
};

/** One layer: its rate against its target, and what reaching it would bring. */
export function LayerCard({ isFolded, isHeld, ...card }: LayerCardProps) {
  const { judged, isNamed } = card;
  return (
    <li className={classes.layer} data-named={isNamed || undefined}>
      {isFolded ? (
        <details open={isHeld}>
          <summary className={classes.brief}>
            <Head
              judged={judged}
              isNamed={isNamed}
              mark={<IconChevronDown size={18} className={classes.chevron} aria-hidden="true" />}
            />
            <Rate {...judged} />
          </summary>
          <div className={classes.rest}>
            <Gate {...judged} />
            <Gain {...card} />
          </div>
        </details>
      ) : (
        <>
          <Head judged={judged} isNamed={isNamed} mark={null} />
          <Gate {...judged} />
          <Rate {...judged} />
          <Gain {...card} />
        </>
      )}
    </li>
  );
}

type HeadProps = Pick<LayerCardProps, "judged" | "isNamed"> & { readonly mark: ReactNode };

/** Phrases only, because a summary holds nothing else. */
function Head({ judged: { layer, opportunity, evidence }, isNamed, mark }: HeadProps) {
  return (
    <>
      <span className={classes.head}>
        <Text span fw={600}>
          {layerNames[layer]}
        </Text>
        {opportunity === null ? null : (
          <Badge
            component="span"
            color={evidenceWords[evidence].color}
            variant="light"
            title={evidenceWords[evidence].says}
          >
            {evidenceWords[evidence].title}
          </Badge>
        )}
        {mark}
      </span>
      {isNamed ? (
        <Text span size="xs" fw={600}>
          Holds demand back
        </Text>
      ) : null}
    </>
  );
}

const Gate = ({ layer }: Judged) => (
  <Text size="xs" c="dimmed">
    {gates[layer]}
  </Text>
);

function Rate({ layer, opportunity, target }: Judged) {
  const rate = opportunity && opportunity.passed / opportunity.entered;
  return (
    <>
      <Text span size="sm">
        {opportunity === null || rate === null ? (
          layer === "usage" ? (
            "Not judged yet"
          ) : (
            "Nobody entered"
          )
        ) : (
          <>
            <b>{sayShare(rate)}</b> ({formatCount(opportunity.passed)} of {formatCount(opportunity.entered)})
          </>
        )}
      </Text>
      <span className={classes.rate} aria-hidden="true">
        {rate === null ? null : <span className={classes.rateFill} style={{ width: `${rate * 100}%` }} />}
        <span className={classes.target} style={{ left: `${target.rate * 100}%` }} />
      </span>
    </>
  );
}

function Gain({ judged, outcome, scale }: Pick<LayerCardProps, "judged" | "outcome" | "scale">) {
  const { target } = judged;
  const shares = gainShares(judged, outcome);
  return (
    <>
      <Text size="xs" c="dimmed">
        Target {sayShare(target.rate)}, {originWords[target.origin]}
      </Text>
      {shares ? (
        <>
          <IntervalBar scale={scale} low={shares.low} high={shares.high} value={shares.gain} />
          <Text size="xs">
            {sayGain(judged, `${sayShareChange(shares.gain)} of Y (90 %: ${sayInterval(shares, sayShareChange)})`)}
          </Text>
        </>
      ) : (
        <Text size="xs">{whyNoGain(judged) ?? "Gain not told as a share: Y is 0."}</Text>
      )}
    </>
  );
}
