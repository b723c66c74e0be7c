import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from "@tanstack/react-router";
import { configure, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { type Mock, vi } from "vitest";
import { emptySegments, segmentsOverWire } from "../../../segments/testing/saved-wire.ts";
import type { TimingAnswer, TimingQuestion } from "../answer.ts";
import { inventAnswer } from "../invented-answer.ts";
import { TimingPage } from "../timing-page.tsx";
import { readView, writeView } from "../view.ts";

/** Where links to other pages lead. */
const elsewhere = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });

/** The page at an address. */
export function open(at: Record<string, unknown> = {}) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <FlywheelTheme>
        <RouterContextProvider router={elsewhere}>
          <Page at={at} />
        </RouterContextProvider>
      </FlywheelTheme>
    </QueryClientProvider>,
  );
}

let search: Record<string, unknown>;

/** Where the page is now. */
export const address = () => search;

function Page({ at }: { readonly at: Record<string, unknown> }) {
  const [now, setNow] = useState(at);
  search = now;
  return (
    <TimingPage
      view={readView(now)}
      onView={(view) => setNow(writeView(view))}
      linkTo={(view) => JSON.stringify(writeView(view))}
    />
  );
}

export const askTiming: Mock<(question: TimingQuestion) => Promise<TimingAnswer>> = vi.fn();

/** The server's side of the wire: for `useTRPC` of `vi.mock("@flywheel/host")`. */
export const timingOverWire = {
  segments: segmentsOverWire,
  demand: {
    timing: {
      queryOptions: (question: TimingQuestion, options: object) => ({
        ...options,
        queryKey: ["timing", question],
        queryFn: (): Promise<unknown> => askTiming(question),
      }),
    },
  },
};

/** Nothing was chosen or asked, and whatever is asked is answered. */
export function emptyTiming(): void {
  // The page has hundreds of options, which take jsdom a while.
  configure({ asyncUtilTimeout: 10_000 });
  completeJsdom();
  emptySegments();
  askTiming.mockReset().mockResolvedValue(inventAnswer());
}

export const answers = (of: Partial<TimingAnswer>) => askTiming.mockResolvedValue(inventAnswer(of));

/** What was asked last. */
export const asked = () => askTiming.mock.lastCall?.[0];

export const rowsOf = (name: string) =>
  within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent));
