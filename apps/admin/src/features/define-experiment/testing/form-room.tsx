import { type ExperimentDefinition, seeds } from "@flywheel/experiments";
import { FlywheelTheme } from "@flywheel/ui";
import { completeJsdom } from "@flywheel/ui/jsdom";
import type { StaffRole } from "@flywheel/vocabulary";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect } from "vitest";
import { PersonContext } from "../../../signed-in/person.ts";
import { asked } from "./wire.ts";

/** Everything that tests of the form share: the page in its theme, somebody signed in, and hands for its fields. */
export { asked };

const [first] = seeds;
if (!first) throw new Error("no seed");
export const seed: ExperimentDefinition = first;

/** Before and after each test of a file. */
export function useFormRoom(): void {
  beforeEach(() => {
    completeJsdom();
    for (const ask of Object.values(asked)) ask.mockReset().mockResolvedValue({ key: "the-key" });
  });
  afterEach(cleanup);
}

export function open(page: ReactNode, role: StaffRole = "editor"): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <FlywheelTheme>
        <PersonContext value={{ id: "a", name: "Ada", email: "ada@example.org", role }}>{page}</PersonContext>
      </FlywheelTheme>
    </QueryClientProvider>,
  );
}

/** By its heading: asking for the region by its role takes jsdom a second for a form of this size. */
export const part = (title: string) => within(screen.getByText(title).closest("section") as HTMLElement);
export const fieldIn = (title: string, label: string) => part(title).getByLabelText<HTMLInputElement>(label);
export const write = (title: string, label: string, text: string) =>
  fireEvent.change(fieldIn(title, label), { target: { value: text } });
export const press = (name: string) => fireEvent.click(screen.getByText(name));

export function writeWhat(): void {
  write("1. What", "Name", "Warmer words");
  write("1. What", "Hypothesis", "More keep a picture.");
  write("1. What", "Feature", "studio.words");
}

export async function created() {
  press("Save as a draft");
  await waitFor(() => expect(asked.create).toHaveBeenCalled());
  return asked.create.mock.calls[0]?.[0].draft;
}
