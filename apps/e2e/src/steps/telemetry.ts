import type { Page, Request } from "@playwright/test";

/** Everything that pages of this context hand to the intake from now on, as the names of the events. */
export function watchEvents(page: Page): () => string[] {
  const names: string[] = [];
  page.context().on("request", (request) => names.push(...namesIn(request)));
  return () => names;
}

function namesIn(request: Request): string[] {
  if (!request.url().includes("/api/trpc/telemetry.record")) return [];
  return [...(request.postData() ?? "").matchAll(/"name":"([a-z]+\.[a-z.-]+)"/g)].map(([, name = ""]) => name);
}
