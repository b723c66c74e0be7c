import type { ExperimentDefinition } from "@flywheel/experiments";
import { useTRPC, useTRPCClient } from "@flywheel/host";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Step } from "./steps.ts";

export type Ask = { readonly step: Step; readonly reason: string; readonly coverage: number };

/** One step of an experiment's life, with the revision that was read, so that nobody overrules what they have not seen. */
export function useSteer({ key, revision }: ExperimentDefinition, onDone: (step: Step) => void) {
  const { experiments } = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const of = { key, revision };
  return useMutation({
    mutationFn: ({ step, reason, coverage }: Ask) => {
      if (step === "stop") return experiments.stop.mutate({ ...of, because: reason });
      if (step === "widen") return experiments.widen.mutate({ ...of, coverage });
      return experiments[step].mutate(of);
    },
    onSuccess: async (_, { step }) => {
      onDone(step);
      await queries.invalidateQueries({ queryKey: trpc.experiments.pathKey() });
    },
  });
}
