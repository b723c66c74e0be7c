import { completeJsdom } from "@flywheel/ui/jsdom";
import { configure, fireEvent, screen, within } from "@testing-library/react";
import { type Mock, vi } from "vitest";
import { emptySegments, segmentsClient, segmentsOverWire } from "../../../segments/testing/saved-wire.ts";
import { answers } from "./answers.ts";

type Ask = (input: unknown, signal: AbortSignal | undefined) => unknown;
export const wire = Object.fromEntries(Object.keys(answers).map((name) => [name, vi.fn<Ask>()])) as Record<
  keyof typeof answers,
  Mock<Ask>
>;

/** The server's side of the wire, for `vi.mock("@flywheel/host")`. Like the real one, it hears of a question that is left only when it is asked to. */
export const exploreOverWire = {
  useTRPCClient: () => ({ segments: segmentsClient }),
  useTRPC: () => ({
    segments: segmentsOverWire,
    demand: Object.fromEntries(
      Object.entries(wire).map(([name, ask]) => [
        name,
        {
          queryOptions: (input: unknown, options: { trpc?: { abortOnUnmount?: boolean } }) => ({
            ...options,
            queryKey: [name, input],
            queryFn: (context: { signal: AbortSignal }): unknown =>
              ask(input, options.trpc?.abortOnUnmount ? context.signal : undefined),
          }),
        },
      ]),
    ),
  }),
};

/** Nothing was chosen or asked, and whatever is asked is answered. */
export function emptyExplore(): void {
  // The page has hundreds of options, which take jsdom a while.
  configure({ asyncUtilTimeout: 10_000 });
  completeJsdom();
  emptySegments();
  for (const [name, ask] of Object.entries(wire)) ask.mockReset().mockResolvedValue(answers[name as keyof typeof wire]);
}

export const choose = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
export const rowsOf = (name: string) =>
  within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .map((row) => [...row.children].map(({ textContent }) => textContent));
