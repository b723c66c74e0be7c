import type { ImageCard } from "@flywheel/api/type";
import { messageOf, useRecord, useTRPC } from "@flywheel/host";
import { notify } from "@flywheel/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { now } from "../../clock.ts";
import { placed, without } from "./shelf.ts";

/** Kept pictures and drafts, and the ways between them. What a press changes is shown at once and taken back if it fails. */
export function usePictures() {
  const trpc = useTRPC();
  const record = useRecord();
  const kept = useQuery(trpc.studio.images.queryOptions({ kept: true }));
  const drafts = useQuery(trpc.studio.images.queryOptions({ kept: false }));
  const place = usePlacing();
  const keepOne = useMutation(trpc.studio.keep.mutationOptions());
  const releaseOne = useMutation(trpc.studio.release.mutationOptions());
  const removeOne = useMutation(trpc.studio.remove.mutationOptions());

  async function change(shown: ImageCard | null, image: ImageCard, carryOut: () => Promise<unknown>, sorry: string) {
    await place(image.id, shown);
    try {
      await carryOut();
      return true;
    } catch (error) {
      await place(image.id, image);
      notify({ title: sorry, message: messageOf(error), tone: "bad" });
      return false;
    }
  }

  async function keep(image: ImageCard): Promise<void> {
    record("output.kept", { requestId: image.requestId, medium: "image", how: "saved" });
    const carryOut = () => keepOne.mutateAsync({ imageId: image.id });
    await change({ ...image, keptMs: now() }, image, carryOut, "It could not be kept");
  }

  async function release(image: ImageCard): Promise<void> {
    const carryOut = () => releaseOne.mutateAsync({ imageId: image.id });
    const done = await change({ ...image, keptMs: null }, image, carryOut, "It is still kept");
    if (done) notify({ message: "A draft again: it goes away a day after it was made." });
  }

  async function remove(image: ImageCard): Promise<boolean> {
    const carryOut = () => removeOne.mutateAsync({ imageId: image.id });
    const done = await change(null, image, carryOut, "It could not be removed");
    if (done) {
      record("output.discarded", { requestId: image.requestId, medium: "image", kept: image.keptMs !== null });
    }
    return done;
  }

  return { kept, drafts, keep, release, remove };
}

/** Moves a picture to where it belongs in both lists; null takes it out of both. */
function usePlacing() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return async (imageId: string, shown: ImageCard | null) => {
    // An answer that was asked for before the press must not undo it.
    await queries.cancelQueries(trpc.studio.images.queryFilter());
    for (const kept of [true, false]) {
      const key = trpc.studio.images.queryKey({ kept });
      queries.setQueryData(key, (list) => {
        if (!list) return list;
        return shown ? placed(list, shown, (shown.keptMs !== null) === kept) : without(list, imageId);
      });
    }
  };
}
