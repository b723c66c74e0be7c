import { useTRPC, useTRPCClient } from "@flywheel/host";
import type { Segment } from "@flywheel/vocabulary";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

/** As a page needs it: what it is, and which revision was read. */
export type Saved = { readonly segment: Segment; readonly revision: number };

/** What people have saved; none until it is known, and `failed` when it cannot be. */
export function useSavedSegments(): { readonly saved: readonly Saved[]; readonly failed: boolean } {
  const { data, isError } = useQuery(useTRPC().segments.list.queryOptions());
  return { saved: data ?? [], failed: isError };
}

export type Keep =
  | { readonly action: "save"; readonly segment: Segment }
  | { readonly action: "change" | "remove"; readonly segment: Segment; readonly revision: number };

/** Saves, changes or removes one, with the revision that was read, so that nobody overrules what they have not seen. */
export function useKeepSegment(onDone: (kept: Keep) => void) {
  const { segments } = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (keep: Keep): Promise<unknown> => {
      switch (keep.action) {
        case "save":
          return segments.save.mutate({ segment: keep.segment });
        case "change":
          return segments.change.mutate({ segment: keep.segment, revision: keep.revision });
        case "remove":
          return segments.remove.mutate({ key: keep.segment.key, revision: keep.revision });
      }
    },
    onSuccess: (_, kept) => onDone(kept),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.segments.pathKey() }),
  });
}
