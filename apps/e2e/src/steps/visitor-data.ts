import type { Page } from "@playwright/test";

export type RecordedEvent = {
  readonly id: string;
  readonly name: string;
  readonly seq: number;
  readonly writer: string;
  readonly app: string;
  readonly build: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** What the server knows of the visitor of this page: everything in their own export that a browser recorded. */
export async function recordedOf(page: Page): Promise<readonly RecordedEvent[]> {
  const answer = await page.request.get("/api/trpc/account.export");
  if (!answer.ok()) throw new Error(`the export answered ${answer.status()}`);
  const { result }: { result: { data: { events: RecordedEvent[] } } } = await answer.json();
  return result.data.events.filter(({ writer }) => writer === "browser");
}

export const countOf = async (page: Page, name: string): Promise<number> =>
  (await recordedOf(page)).filter((event) => event.name === name).length;

/** What the browser keeps of events that the server has not acknowledged; null where there is no database at all. */
export function keptIn(page: Page): Promise<{ readonly events: number; readonly lost: number } | null> {
  return page.evaluate(async () => {
    const name = "flywheel.telemetry";
    if (!(await indexedDB.databases()).some((known) => known.name === name)) return null;
    const answerOf = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answerOf(indexedDB.open(name));
    const transaction = database.transaction(["events", "state"]);
    const events = await answerOf(transaction.objectStore("events").count());
    const state = await answerOf(transaction.objectStore("state").get(0));
    database.close();
    return { events, lost: state?.lost ?? 0 };
  });
}

/** Says yes to being measured, as the banner does, and waits until the server has heard it. */
export async function agree(page: Page): Promise<void> {
  const banner = page.getByRole("region", { name: "Consent" });
  await banner.getByRole("button", { name: "Yes" }).click();
  await banner.waitFor({ state: "hidden" });
}
