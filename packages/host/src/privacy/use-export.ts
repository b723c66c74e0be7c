import { notify } from "@flywheel/ui";
import { useMutation } from "@tanstack/react-query";
import { messageOf } from "../failures.ts";
import { useTRPCClient } from "../trpc.ts";
import { saveAsFile } from "./save-as-file.ts";

/** Hands the visitor everything that is held about them. Asked for anew each time, and not kept in the page. */
export function useExport() {
  const client = useTRPCClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.account.export.query(),
    onSuccess: (everything) => saveAsFile("flywheel-my-data.json", JSON.stringify(everything, null, 2)),
    onError: (error) => notify({ title: "Your data was not exported", message: messageOf(error), tone: "bad" }),
  });
  return { save: () => mutate(), busy: isPending };
}
