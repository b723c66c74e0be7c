import { type AppEntry, apps } from "@flywheel/vocabulary/apps";

const longestCharacters = 24;
const register: Readonly<Record<string, AppEntry>> = apps;
const measured = Object.keys(register).filter((app) => register[app]?.audience !== "staff");

/** Why this cannot be a build of this app; null if it can. A name is part of paths, of an experiment and of events. */
export function refuseVariant(app: string, name: string, taken: readonly string[]): string | null {
  const entry = Object.hasOwn(register, app) ? register[app] : undefined;
  if (!entry) return `there is no app ${app}; there are ${measured.join(", ")}`;
  if (entry.audience === "staff") return `${app} is for people who work here, and nothing is measured there`;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    return `"${name}" must be small letters, digits and single hyphens between them`;
  if (name.length > longestCharacters) return `"${name}" is longer than ${longestCharacters} characters`;
  if (name === "current") return `"current" is what pnpm build made last`;
  if (taken.includes(name))
    return `${app} has a build ${name}: choose another name, or remove it first (pnpm variant remove ${app} ${name})`;
  return null;
}
