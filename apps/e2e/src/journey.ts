import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { readStage } from "./stage/stage.ts";

/** A visitor of their own: a fresh browser that comes from an address range which nobody else has. */
export type Visitor = { readonly page: Page; readonly context: BrowserContext };

type Fixtures = {
  readonly origin: string;
  /** Makes another visitor, for journeys that need two. */
  readonly newVisitor: (options?: BrowserContextOptions) => Promise<Visitor>;
};

let visitorsOfWorker = 0;

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  origin: async ({}, use) => use(readStage().origin),
  baseURL: async ({ origin }, use) => use(origin),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  extraHTTPHeaders: async ({}, use, { workerIndex }) => use(addressHeaders(workerIndex)),
  newVisitor: async ({ browser, origin }, use, { workerIndex }) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({
        baseURL: origin,
        ...options,
        extraHTTPHeaders: { ...options?.extraHTTPHeaders, ...addressHeaders(workerIndex) },
      });
      contexts.push(context);
      return { context, page: await context.newPage() };
    });
    for (const context of contexts) await context.close();
  },
});

/** The server believes this header because it comes from a proxy that it was told to trust. */
function addressHeaders(workerIndex: number): Record<string, string> {
  visitorsOfWorker += 1;
  return { "x-forwarded-for": `10.${100 + workerIndex}.${visitorsOfWorker}.7` };
}

export { expect };

/** Nothing that keeps somebody with a disability out. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const found = grave.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target }) => target.join(" ")) }));
  expect(found).toEqual([]);
}
