import { useTRPCClient } from "@flywheel/host";
import { useQuery } from "@tanstack/react-query";
import { findOwnWords, type OwnWords, type Wanted } from "./own-words.ts";

/** Undefined while it is looked for. What cannot be fetched is not at hand, as for everybody else. */
export function useOwnWords(wanted: Wanted): OwnWords | null | undefined {
  const client = useTRPCClient();
  const looked = useQuery({
    queryKey: ["own-words", wanted.requestId],
    queryFn: () =>
      findOwnWords(wanted, {
        images: () => client.studio.images.query({ kept: null }),
        conversation: (id) => client.chat.conversation.query({ id }),
        png: fetchPng,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return looked.isError ? null : looked.data;
}

async function fetchPng(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new PictureNotThereError({ status: response.status });
  return new Uint8Array(await response.arrayBuffer());
}

class PictureNotThereError extends Error {
  override name = "PictureNotThereError";
  constructor(readonly facts: { readonly status: number }) {
    super(`the picture was answered with status ${facts.status}`);
  }
}
