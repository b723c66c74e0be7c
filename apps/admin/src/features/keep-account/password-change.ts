import { type AuthAnswer, callAuth, type Fetch } from "../../signed-in/auth-call.ts";

/** As the server asks; it looks again. */
export const passwordLength = { least: 12, most: 128 } as const;

/** Null if the new password will do. */
export function findPasswordFault(password: string): string | null {
  if (password.length < passwordLength.least) return `Use ${passwordLength.least} characters or more.`;
  if (password.length > passwordLength.most) return `Use ${passwordLength.most} characters at most.`;
  return null;
}

export type PasswordChange = { readonly currentPassword: string; readonly newPassword: string };

/** Whoever else is signed in as this person, on another machine, is signed out. */
export const changePassword = (fetch: Fetch, { currentPassword, newPassword }: PasswordChange): Promise<AuthAnswer> =>
  callAuth(fetch, "/change-password", { currentPassword, newPassword, revokeOtherSessions: true });

export function sayPasswordTrouble(answer: Exclude<AuthAnswer, { outcome: "done" }>): string {
  if (answer.outcome === "not-reached") return "The server did not answer. Try again in a moment.";
  if (answer.status === 429) return "Too many tries. Wait a minute, then try again.";
  switch (answer.code) {
    case "INVALID_PASSWORD":
      return "The current password is not right.";
    case "CREDENTIAL_ACCOUNT_NOT_FOUND":
      return "You have no password yet: leave the current one empty.";
    case "PASSWORD_TOO_SHORT":
      return `Use ${passwordLength.least} characters or more.`;
    case "PASSWORD_TOO_LONG":
      return `Use ${passwordLength.most} characters at most.`;
    default:
      return answer.status === 401 ? "Sign in again first." : "The password was not changed. Try again.";
  }
}
