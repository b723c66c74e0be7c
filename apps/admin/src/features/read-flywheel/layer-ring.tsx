import { scaleOf } from "@flywheel/ui";
import { Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { layerIds } from "../../words/layer-names.ts";
import type { GatedLayer, Judged, Judgement } from "./answer.ts";
import classes from "./flywheel.module.css";
import { gainShares } from "./gain-shares.ts";
import { LayerCard } from "./layer-card.tsx";
import { aboutTargets } from "./layer-words.ts";

/** Nine layers in the order in which demand travels them. The bars say nothing that the words beside them do not say. */
export function LayerRing({ judgement }: { readonly judgement: Judgement }) {
  const { outcome, bottleneck, layers } = judgement;
  // Known at once, or every card would be whole for a moment.
  const isPhone = useMediaQuery("(max-width: 47.99em)", undefined, { getInitialValueInEffect: false });
  const shares = layers.map((it) => gainShares(it, outcome));
  const scale = scaleOf(
    shares.flatMap((it) => (it ? [it.gain, it.low, it.high] : [])),
    1,
  );
  const held = outcome > 0 ? heldIn(bottleneck) : [];
  return (
    <section aria-label="Nine layers">
      <Title order={3} fz="md" mb={4}>
        Nine layers
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        In visitor-weeks that entered a layer's gate: the share that passed, and the mark where its target is. The last
        layer leads back to the first. Gains are drawn on one scale, as shares of Y; the dashed line is no gain. They
        are divided by Y as it is; the verdict divides draw by draw, so its bound may differ a little. {aboutTargets}
      </Text>
      <ol className={classes.ring} aria-label="Layers in the order of the ring">
        {inRing(layers).map((it) => (
          <LayerCard
            key={it.layer}
            judged={it}
            outcome={outcome}
            scale={scale}
            isNamed={bottleneck.is === "named" && held.includes(it.layer)}
            isHeld={held.includes(it.layer)}
            isFolded={isPhone}
          />
        ))}
      </ol>
    </section>
  );
}

/** In the order of the ring, which is not the order in which a week meets the gates. */
export const inRing = <It extends Pick<Judged, "layer">>(layers: readonly It[]): readonly It[] =>
  layers.toSorted((a, b) => layerIds.indexOf(a.layer) - layerIds.indexOf(b.layer));

/** Which layers the verdict is about. */
function heldIn(bottleneck: Judgement["bottleneck"]): readonly GatedLayer[] {
  switch (bottleneck.is) {
    case "named":
      return [bottleneck.layer];
    case "undecided":
      return bottleneck.between;
    case "none-stands-out":
      return [];
  }
}
