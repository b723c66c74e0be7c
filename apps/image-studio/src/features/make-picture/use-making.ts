import { messageOf, randomBytes, useCheckout, useRecord, useTRPC, useTRPCClient } from "@flywheel/host";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { now } from "../../clock.ts";
import { createMaker } from "./maker.ts";
import type { Making } from "./making.ts";

/** The maker of this page and where its picture stands. A page that is left gives its picture up. */
export function useMaking() {
  const [making, setMaking] = useState<Making>({ phase: "idle" });
  const client = useTRPCClient();
  const record = useRecord();
  const settle = useSettle();
  const [maker] = useState(() =>
    createMaker({
      generate: (ask, signal) => client.studio.generate.mutate(ask, { signal }),
      record,
      now,
      randomBytes,
      explain: messageOf,
      onChange: setMaking,
      onSettled: settle,
    }),
  );

  useEffect(() => {
    window.addEventListener("pagehide", maker.cancel);
    return () => window.removeEventListener("pagehide", maker.cancel);
  }, [maker]);

  const clear = useCallback(() => setMaking({ phase: "idle" }), []);

  return { making, make: maker.make, cancel: maker.cancel, clear };
}

/** What else changes when a picture came to its end: the balance, the drafts, and a checkout for whoever ran out. */
function useSettle() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const checkout = useCheckout();
  const latest = useRef(checkout);
  useEffect(() => {
    latest.current = checkout;
  });
  return (making: Making) => {
    void queries.invalidateQueries(trpc.account.me.queryFilter());
    if (making.phase !== "refused") void queries.invalidateQueries(trpc.studio.images.queryFilter());
    else if (making.refusal.code === "over-budget") latest.current.open("ran-out");
  };
}
