import type { AuthAnswer } from "../../signed-in/auth-call.ts";

/** Why a one-time link led here instead of inside. */
export function sayLinkTrouble(error: string): string {
  if (error === "INVALID_TOKEN" || error === "EXPIRED_TOKEN") {
    return "Each link works once, within 15 minutes of being made, and this one was used or is too old. Some mail and chat programs open links to preview them, which uses them up.";
  }
  return "The link did not work. Ask for a new one.";
}

export function saySignInTrouble(answer: Exclude<AuthAnswer, { outcome: "done" }>): string {
  if (answer.outcome === "not-reached") return "The server did not answer. Try again in a moment.";
  if (answer.status === 429) return "Too many tries. Wait a minute, then try again.";
  if (answer.status === 401) {
    return "No one signs in with this address and password. If you never set a password, use a one-time link.";
  }
  return "Signing in did not work. Try again, or use a one-time link.";
}
