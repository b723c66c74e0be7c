import { useEffect, useEffectEvent, useRef, useState } from "react";

/**
 * Calls `onSeen` once for each key, when the element is in view in a tab that somebody looks at.
 * Null waits: there is nothing to be seen yet.
 */
export function useSeen(key: string | null, onSeen: () => void): (element: Element | null) => void {
  const [element, setElement] = useState<Element | null>(null);
  const seen = useRef<string | null>(null);
  const tell = useEffectEvent(onSeen);

  useEffect(() => {
    if (!element || key === null || seen.current === key) return;
    let inView = false;
    const look = () => {
      if (!inView || document.visibilityState !== "visible" || seen.current === key) return;
      seen.current = key;
      stop();
      tell();
    };
    const observer = new IntersectionObserver((entries) => {
      inView = entries.at(-1)?.isIntersecting ?? false;
      look();
    });
    const stop = () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", look);
    };
    observer.observe(element);
    document.addEventListener("visibilitychange", look);
    return stop;
  }, [element, key]);

  return setElement;
}
