import { useCallback, useEffect, useRef, useState } from "react";

/** Within this distance of the end a reader counts as following. */
const nearPx = 48;

/** Keeps the newest words in view for as long as the reader is at the end; a reader who scrolls up is left alone. */
export function useFollowing() {
  const [view, setView] = useState<HTMLElement | null>(null);
  const [content, setContent] = useState<HTMLElement | null>(null);
  const [following, setFollowing] = useState(true);
  const follows = useRef(true);

  const follow = useCallback((does: boolean) => {
    follows.current = does;
    setFollowing(does);
  }, []);

  useEffect(() => {
    if (!view || !content) return;
    let lastTop = view.scrollTop;
    const look = () => {
      const left = view.scrollHeight - view.clientHeight - view.scrollTop;
      const movedUp = view.scrollTop < lastTop - 1;
      lastTop = view.scrollTop;
      if (left <= nearPx && !movedUp) follow(true);
      else if (movedUp && left > 1) follow(false);
    };
    const stay = () => {
      if (follows.current) view.scrollTop = view.scrollHeight;
    };
    const grown = new ResizeObserver(stay);
    grown.observe(content);
    grown.observe(view);
    view.addEventListener("scroll", look, { passive: true });
    return () => {
      grown.disconnect();
      view.removeEventListener("scroll", look);
    };
  }, [view, content, follow]);

  const toEnd = useCallback(() => {
    follow(true);
    if (view) view.scrollTop = view.scrollHeight;
  }, [view, follow]);

  return { viewRef: setView, contentRef: setContent, following, toEnd };
}
