import { notify } from "@flywheel/ui";
import type { Consent } from "@flywheel/vocabulary";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useBootstrap } from "./bootstrap.ts";
import { messageOf } from "./failures.ts";
import { useTRPC } from "./trpc.ts";
import { useMe } from "./use-me.ts";

export type ConsentState = {
  readonly consent: Consent;
  /** The browser objects, so nothing is measured whatever is chosen. */
  readonly privacySignal: boolean;
  readonly choose: (analytics: "granted" | "denied") => void;
  readonly choosing: boolean;
};

/** What the visitor said about measuring, and the way to say something else. */
export function useConsent(): ConsentState {
  const bootstrap = useBootstrap();
  const me = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const change = useMutation(
    trpc.account.setConsent.mutationOptions({
      onSuccess: (changed) => queries.setQueryData(trpc.account.me.queryKey(), changed),
      onError: (error) => notify({ title: "Your choice was not saved", message: messageOf(error), tone: "bad" }),
    }),
  );
  return {
    consent: me.data?.consent ?? bootstrap.consent,
    privacySignal: me.data?.privacySignal ?? bootstrap.privacySignal,
    choose: (analytics) => change.mutate({ analytics }),
    choosing: change.isPending,
  };
}
