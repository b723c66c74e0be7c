type Sight = Pick<IntersectionObserverEntry, "isIntersecting">;
type Observe = (onSights: (sights: Sight[]) => void) => Pick<IntersectionObserver, "observe" | "disconnect">;

const observeView: Observe = (onSights) => new IntersectionObserver(onSights);

/** Tells once that an element came into view (a page in the background shows nothing); returns how to stop looking. */
export function watchSight(element: Element, onSight: () => void, observeWith = observeView): () => void {
  const observer = observeWith((sights) => {
    if (!sights.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    onSight();
  });
  observer.observe(element);
  return () => observer.disconnect();
}
