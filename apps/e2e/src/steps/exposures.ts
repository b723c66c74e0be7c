import type { Page } from "@playwright/test";

type Exposure = { readonly experiment: string; readonly variant: string; readonly phase: number };

/** What the server has of the visitor's exposures, as "experiment variant", in the order of the export. */
export async function exposuresOf(page: Page): Promise<readonly string[]> {
  const answer = await page.request.get("/api/trpc/account.export");
  if (!answer.ok()) throw new Error(`the export answered ${answer.status()}`);
  const { result }: { result: { data: { events: { name: string; fields: Exposure }[] } } } = await answer.json();
  const exposed = result.data.events.filter(({ name }) => name === "experiment.exposed");
  return exposed.map(({ fields: { experiment, variant } }) => `${experiment} ${variant}`);
}

export type Told = {
  readonly visitorId: string;
  readonly attributes: Readonly<Record<string, string | boolean>>;
  readonly sticky: Readonly<Record<string, string>>;
};

/** What the open page was told before it started. */
export const toldTo = (page: Page): Promise<Told> =>
  page.evaluate(() => (window as unknown as { readonly __flywheel: Told }).__flywheel);
