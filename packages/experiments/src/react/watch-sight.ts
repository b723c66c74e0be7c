type Sight = Pick<IntersectionObserverEntry, "isIntersecting">;
type Observe = (onSights: (sights: Sight[]) => void) => Pick<IntersectionObserver, "observe" | "disconnect">;

const observeView: Observe = (onSights) => new IntersectionObserver(onSights);

/** Tells once that an element came into view of somebody who looks at the page; returns how to stop looking. */
export function watchSight(element: Element, onSight: () => void, observeWith = observeView): () => void {
  const page = element.ownerDocument;
  let isInView = false;
  const stop = () => {
    observer.disconnect();
    page.removeEventListener("visibilitychange", look);
  };
  // A tab in the background shows nothing, though what it would show may be laid out, and observed, already.
  const see = (isSeen: boolean) => {
    if (!isSeen || page.visibilityState === "hidden") return;
    stop();
    onSight();
  };
  const look = () => see(isInView);
  const observer = observeWith((sights) => {
    isInView = sights.at(-1)?.isIntersecting ?? isInView;
    // Who scrolls past while the page is busy is told of in one go.
    see(sights.some(({ isIntersecting }) => isIntersecting));
  });
  page.addEventListener("visibilitychange", look);
  observer.observe(element);
  return stop;
}
