import type { Staff } from "@flywheel/api/type";
import { createContext, use } from "react";

export const PersonContext = createContext<Staff | null>(null);

/** Whoever is signed in. */
export function usePerson(): Staff {
  const person = use(PersonContext);
  if (!person) throw new Error("usePerson needs the sign-in gate above it");
  return person;
}
