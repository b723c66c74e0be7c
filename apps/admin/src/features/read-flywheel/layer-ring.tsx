import { formatCount, IntervalBar, type Scale, scaleOf } from "@flywheel/ui";
import { Badge, Text, Title } from "@mantine/core";
import { sayInterval, sayShare, sayShareChange } from "../../by-week/amounts.ts";
import { layerIds, layerNames } from "../../words/layer-names.ts";
import type { Judged, Judgement } from "./answer.ts";
import classes from "./flywheel.module.css";
import { aboutTargets, evidenceWords, gates, originWords, sayGain, whyNoGain } from "./layer-words.ts";

/** Nine layers in the order in which demand travels them. The bars say nothing that the words beside them do not say. */
export function LayerRing({ judgement }: { readonly judgement: Judgement }) {
  const { outcome, bottleneck } = judgement;
  const shares = judgement.layers.map((it) => gainShares(it, outcome));
  const scale = scaleOf(
    shares.flatMap((it) => (it ? [it.gain, it.low, it.high] : [])),
    1,
  );
  const named = bottleneck.is === "named" && outcome > 0 ? bottleneck.layer : null;
  return (
    <section aria-label="Nine layers">
      <Title order={3} fz="md" mb={4}>
        Nine layers
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        In visitor-weeks that entered a layer's gate: the share that passed, and the mark where its target is. The last
        layer leads back to the first. Gains are drawn on one scale, as shares of Y; the dashed line is no gain.{" "}
        {aboutTargets}
      </Text>
      <ol className={classes.ring} aria-label="Layers in the order of the ring">
        {inRing(judgement.layers).map((it) => (
          <Layer key={it.layer} judged={it} outcome={outcome} scale={scale} named={it.layer === named} />
        ))}
      </ol>
    </section>
  );
}

/** In the order of the ring, which is not the order in which a week meets the gates. */
export const inRing = <It extends Pick<Judged, "layer">>(layers: readonly It[]): readonly It[] =>
  layers.toSorted((a, b) => layerIds.indexOf(a.layer) - layerIds.indexOf(b.layer));

type LayerProps = {
  readonly judged: Judged;
  readonly outcome: number;
  readonly scale: Scale;
  readonly named: boolean;
};

function Layer({ judged, outcome, scale, named }: LayerProps) {
  const { layer, opportunity, target, evidence } = judged;
  const rate = opportunity && opportunity.passed / opportunity.entered;
  const shares = gainShares(judged, outcome);
  return (
    <li className={classes.layer} data-named={named || undefined}>
      <div className={classes.head}>
        <Text fw={600}>{layerNames[layer]}</Text>
        <Badge color={evidenceWords[evidence].color} variant="light" title={evidenceWords[evidence].says}>
          {evidenceWords[evidence].title}
        </Badge>
      </div>
      {named ? (
        <Text size="xs" fw={600}>
          Holds demand back
        </Text>
      ) : null}
      <Text size="xs" c="dimmed">
        {gates[layer]}
      </Text>
      <Text size="sm">
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
    </li>
  );
}

/** As shares of Y; null where there is no Y, no gain or no interval of it. */
function gainShares({ opportunity, interval }: Judged, outcome: number) {
  if (opportunity === null || interval === null || outcome === 0) return null;
  return { gain: opportunity.gain / outcome, low: interval.low / outcome, high: interval.high / outcome };
}
