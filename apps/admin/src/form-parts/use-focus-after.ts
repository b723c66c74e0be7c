import { useRef } from "react";
import { flushSync } from "react-dom";

/** A button that removes itself would take the keyboard with it: afterwards it is at the target instead. */
export function useFocusAfter() {
  const target = useRef<HTMLButtonElement>(null);
  function focusAfter(change: () => void) {
    flushSync(change);
    target.current?.focus();
  }
  return { target, focusAfter };
}
