import { type FocusEvent, useRef, useState } from "react";
import type { Errors } from "./draft.ts";

/**
 * Which fields somebody has left, by the path that each has as its name: nothing is complained of before. While a button
 * is held down it waits, because a complaint that appears then moves the button away from under the finger.
 */
export function useLeftFields() {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const isPressed = useRef(false);
  const waiting = useRef<string[]>([]);

  function settle() {
    isPressed.current = false;
    const names = waiting.current.splice(0);
    if (names.length > 0) setLeft((before) => new Set([...before, ...names]));
  }
  const onBlur = ({ target }: FocusEvent) => {
    const name = target.getAttribute("name");
    if (!name || left.has(name)) return;
    waiting.current.push(name);
    if (!isPressed.current) settle();
  };
  return {
    /** What is wrong with fields that were left. */
    ofLeft: (errors: Errors): Errors => Object.fromEntries(Object.entries(errors).filter(([path]) => left.has(path))),
    /** For the form that holds the fields. */
    watch: {
      onBlur,
      onPointerDown: () => {
        isPressed.current = true;
      },
      onPointerCancel: settle,
      onClick: settle,
      onKeyDown: settle,
    },
  };
}
