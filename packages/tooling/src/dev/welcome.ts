import { apps } from "@flywheel/vocabulary/apps";

/** What a person needs to know once everything is up; nothing follows it but the logs. */
export function welcome(parts: {
  readonly origin: string;
  readonly dataDir: string;
  readonly signInLink: string | null;
  readonly seconds: number;
}): string {
  const { origin, dataDir, signInLink, seconds } = parts;
  const lines = [
    ...Object.values(apps).map(({ path, title, purpose }) => [`${origin}${path}`, `${title}: ${purpose}`]),
    [`${origin}/api/health`, "Server: how it is"],
  ];
  const width = Math.max(...lines.map(([url = ""]) => url.length));
  return [
    "",
    `Flywheel is up (${seconds.toFixed(0)} s).`,
    "",
    ...lines.map(([url = "", what]) => `  ${url.padEnd(width)}  ${what}`),
    "",
    `  Data      ${dataDir}`,
    ...(signInLink === null ? [] : [`  Sign in   ${signInLink}   (the local owner, once)`]),
    "  Stop      Ctrl-C",
    "",
  ].join("\n");
}
