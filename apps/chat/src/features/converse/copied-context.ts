import { createContext } from "react";

/** Told when somebody takes a part of the answer along. */
export const CopiedContext = createContext<() => void>(() => {});
