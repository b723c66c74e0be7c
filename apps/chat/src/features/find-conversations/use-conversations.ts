import { messageOf, useTRPC } from "@flywheel/host";
import { notify } from "@flywheel/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

/** The visitor's conversations, and what can be done with one of them from outside. */
export function useConversations() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = useQuery(trpc.chat.conversations.queryOptions());
  const renameOne = useMutation(trpc.chat.rename.mutationOptions());
  const removeOne = useMutation(trpc.chat.remove.mutationOptions());
  const key = trpc.chat.conversations.queryKey();

  const refresh = useCallback(
    () => void queries.invalidateQueries(trpc.chat.conversations.queryFilter()),
    [queries, trpc],
  );

  async function rename(id: string, title: string): Promise<void> {
    const show = (shown: string) =>
      queries.setQueryData(key, (all) => all?.map((one) => (one.id === id ? { ...one, title: shown } : one)));
    const before = list.data?.find((one) => one.id === id)?.title ?? title;
    show(title);
    try {
      await renameOne.mutateAsync({ id, title });
    } catch (error) {
      show(before);
      notify({ title: "The name was not changed", message: messageOf(error), tone: "bad" });
    }
  }

  async function remove(id: string): Promise<boolean> {
    try {
      await removeOne.mutateAsync({ id });
    } catch (error) {
      notify({ title: "It could not be deleted", message: messageOf(error), tone: "bad" });
      return false;
    }
    queries.setQueryData(key, (all) => all?.filter((one) => one.id !== id));
    queries.removeQueries(trpc.chat.conversation.queryFilter({ id }));
    return true;
  }

  return { list, refresh, rename, remove };
}
