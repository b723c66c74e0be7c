export type Sight = Pick<IntersectionObserverEntry, "intersectionRatio" | "isIntersecting"> & {
  readonly intersectionRect: { readonly height: number };
  readonly rootBounds: { readonly height: number } | null;
};

/** Seen: half of it is in view, or it fills half of the view because it is larger than that. */
export function isSeen({ isIntersecting, intersectionRatio, intersectionRect, rootBounds }: Sight): boolean {
  if (!isIntersecting) return false;
  return intersectionRatio >= 0.5 || (rootBounds !== null && intersectionRect.height >= rootBounds.height / 2);
}

type Observe = (onSights: (sights: Sight[]) => void) => Pick<IntersectionObserver, "observe" | "disconnect">;

const observeView: Observe = (onSights) =>
  new IntersectionObserver(onSights, { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5] });

/** Tells once that an element was seen; returns how to stop looking. */
export function watchSeen(element: Element, onSeen: () => void, observeWith = observeView): () => void {
  const observer = observeWith((sights) => {
    if (!sights.some(isSeen)) return;
    observer.disconnect();
    onSeen();
  });
  observer.observe(element);
  return () => observer.disconnect();
}
