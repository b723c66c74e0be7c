import { type CSSProperties, useCallback } from "react";
import { useAssigner } from "./experiments-provider.tsx";
import { watchSight } from "./watch-sight.ts";

/**
 * Marks the place at which the variants of a feature first differ, and counts the visitor when it comes into view. It
 * takes no room and stands at the same place in every variant: were it inside of one, layout would decide who is counted.
 */
export function Exposure({ feature }: { readonly feature: string }) {
  const assigner = useAssigner();
  const sentinel = useCallback(
    (element: HTMLElement | null) => (element ? watchSight(element, () => assigner.expose(feature)) : undefined),
    [assigner, feature],
  );
  return <span ref={sentinel} aria-hidden="true" data-exposure={feature} style={unseen} />;
}

/** Out of the flow, so that it moves nothing; a pixel, because there is something to come into view. */
const unseen: CSSProperties = { position: "absolute", width: 1, height: 1, pointerEvents: "none" };
