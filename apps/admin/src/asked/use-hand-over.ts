import { type RefObject, useLayoutEffect, useRef } from "react";

/** For a button that goes, also by itself: if the keyboard is on it then, it is at the other one afterwards. */
export function useHandOver(to: RefObject<HTMLButtonElement | null>): RefObject<HTMLButtonElement | null> {
  const own = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const going = own.current;
    return () => {
      if (going !== null && going === document.activeElement) to.current?.focus();
    };
  }, [to]);
  return own;
}
