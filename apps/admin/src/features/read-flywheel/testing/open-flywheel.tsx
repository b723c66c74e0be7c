import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  defaultParseSearch,
  RouterContextProvider,
} from "@tanstack/react-router";
import { configure, render, screen, within } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { type Mock, vi } from "vitest";
import { emptySegments, segmentsOverWire } from "../../../segments/testing/saved-wire.ts";
import type { FlywheelAnswer, FlywheelQuestion } from "../answer.ts";
import { FlywheelPage } from "../flywheel-page.tsx";
import { inventAnswer } from "../invented-answer.ts";
import { inventLayers, inventWhatIf } from "../invented-layers.ts";
import type { LayersQuestion } from "../supplied/answer.ts";
import { readView, writeView } from "../view.ts";
import type { WhatIfQuestion } from "../what-if/answer.ts";

export const wire: Record<"layers" | "whatIf" | "experiments", Mock> & {
  readonly flywheel: Mock<(question: FlywheelQuestion) => Promise<FlywheelAnswer>>;
} = { flywheel: vi.fn(), layers: vi.fn(), whatIf: vi.fn(), experiments: vi.fn() };

const over = <Question,>(name: string, ask: (question: Question) => unknown) => ({
  queryOptions: (question: Question, options: object) => ({
    ...options,
    queryKey: [name, question],
    queryFn: (): unknown => ask(question),
  }),
});

/** The server's side of the wire: for `useTRPC` of `vi.mock("@flywheel/host")`. */
export const flywheelOverWire = {
  segments: segmentsOverWire,
  experiments: {
    list: { queryOptions: () => ({ queryKey: ["experiments"], queryFn: (): unknown => wire.experiments() }) },
  },
  demand: {
    flywheel: over("flywheel", (question: FlywheelQuestion) => wire.flywheel(question)),
    layers: over("layers", (question: LayersQuestion) => wire.layers(question)),
    whatIf: over("what-if", (question: WhatIfQuestion) => wire.whatIf(question)),
  },
};

/** Nothing was chosen or asked, and whatever is asked is answered. */
export function emptyFlywheel(): void {
  completeJsdom();
  // One answer may wait for another, and a busy machine takes longer than a second for both.
  configure({ asyncUtilTimeout: 10_000 });
  emptySegments();
  wire.flywheel.mockReset().mockResolvedValue(inventAnswer());
  wire.layers.mockReset().mockResolvedValue(inventLayers());
  wire.whatIf.mockReset().mockResolvedValue(inventWhatIf());
  wire.experiments.mockReset().mockResolvedValue([{ key: "bigger-save", name: "A bigger save" }]);
}

/** What was asked last. */
export const asked = () => wire.flywheel.mock.lastCall?.[0];
export const answers = (of: Partial<FlywheelAnswer>) => wire.flywheel.mockResolvedValue(inventAnswer(of));

let search: Record<string, unknown>;
/** The address that the page is shown at. */
export const address = () => search;

function Page({ at }: { readonly at: Record<string, unknown> }) {
  const [own, setOwn] = useState(at);
  search = own;
  return (
    <FlywheelPage
      view={readView(own)}
      onView={(view) => setOwn(writeView(view))}
      linkTo={(view) => JSON.stringify(writeView(view))}
    />
  );
}

/** The page at an address. */
export const open = (at: Record<string, unknown> = {}): void => show(<Page at={at} />);

/** A part of the page, with a router for its links alone. */
export function show(part: ReactNode): void {
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterContextProvider router={router as never}>
        <FlywheelTheme>{part}</FlywheelTheme>
      </RouterContextProvider>
    </QueryClientProvider>,
  );
}

/** Where a link leads, with its search as the page there is given it. */
export function leadsTo(name: string | RegExp): { readonly page: string; readonly search: Record<string, unknown> } {
  const { pathname, search: asked } = new URL(screen.getByRole<HTMLAnchorElement>("link", { name }).href);
  return { page: pathname, search: defaultParseSearch(asked) };
}

/** Follows "smaller than", as a phone does; a window without it is wide. */
export function onAPhone(): void {
  const wide = window.matchMedia;
  window.matchMedia = (query) => Object.assign(wide(query), { matches: query.includes("max-width") });
}

export const rowsOf = (name: string | RegExp) =>
  within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent));
