import { type ReactNode, type RefCallback, useCallback, useEffect, useRef } from "react";
import { watchSeen } from "./watch-seen.ts";

/** A ref for the element whose sight is an event; tells once in the life of the component. */
export function useSeen(onSeen: () => void): RefCallback<Element> {
  const latest = useRef(onSeen);
  const wasSeen = useRef(false);
  useEffect(() => {
    latest.current = onSeen;
  });
  return useCallback((element) => {
    if (!element || wasSeen.current) return;
    return watchSeen(element, () => {
      wasSeen.current = true;
      latest.current();
    });
  }, []);
}

/** Around what is to be seen: `<Seen onSeen={() => record("proof.shown", ...)}>`. */
export function Seen({ onSeen, children }: { readonly onSeen: () => void; readonly children: ReactNode }) {
  return <div ref={useSeen(onSeen)}>{children}</div>;
}
