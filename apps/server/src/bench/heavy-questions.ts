import { launchBuilt, type Settings } from "@flywheel/tooling/built-server";
import { journey } from "@flywheel/vocabulary";

/** Makes an owner in a store that is not served yet; returns the link that signs them in once. */
export async function makeOwner(settings: Settings): Promise<string> {
  const program = launchBuilt("owner.js", settings, ["bench@example.org"]);
  const { code } = await program.ended;
  const link = /^https?:\S+$/m.exec(program.output())?.[0];
  if (code !== 0 || link === undefined) throw new Error("no owner was made, so nobody can ask");
  return link;
}

/** The cookie of whoever opens the link. */
export async function signIn(link: string): Promise<string> {
  const response = await fetch(link, { redirect: "manual" });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  if (cookies.length === 0) throw new Error(`the one-time link answered ${response.status}`);
  return cookies.join("; ");
}

export type Asked = { readonly answered: number; readonly refused: number };

/** So many funnels over everything there is, again and again, until the signal says stop. */
export async function askHeavily(
  origin: string,
  { cookie, atOnce, signal }: { readonly cookie: string; readonly atOnce: number; readonly signal: AbortSignal },
): Promise<Asked> {
  const nowMs = Date.now();
  const question = {
    app: null,
    steps: [journey.visited, journey.asked, { name: "inference.requested" }, { name: "output.shown" }, journey.kept],
    fromMs: nowMs - 86_400_000,
    toMs: nowMs + 86_400_000,
    windowMs: 3_600_000,
    order: "ordered",
    traffic: "simulated",
  };
  const url = `${origin}/api/trpc/demand.funnel?input=${encodeURIComponent(JSON.stringify(question))}`;
  let [answered, refused] = [0, 0];
  const ask = async (): Promise<void> => {
    while (!signal.aborted) {
      const response = await fetch(url, { headers: { cookie } });
      await response.arrayBuffer();
      if (response.status === 401) throw new Error("the bench is not signed in");
      if (response.ok) answered += 1;
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  return { answered, refused };
}
