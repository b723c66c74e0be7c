/** How a call to the sign-in service ended. `code` is the service's own word for a no. */
export type AuthAnswer =
  | { readonly outcome: "done" }
  | { readonly outcome: "refused"; readonly status: number; readonly code: string | null }
  | { readonly outcome: "not-reached" };

export type Fetch = (url: string, request: RequestInit) => Promise<Response>;

/** The sign-in service speaks plain JSON and not tRPC. */
export async function callAuth(
  fetch: Fetch,
  path: string,
  body: Readonly<Record<string, unknown>>,
): Promise<AuthAnswer> {
  try {
    const response = await fetch(`/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return { outcome: "done" };
    // A proxy answers in the server's place while it restarts.
    if (response.status >= 502 && response.status <= 504) return { outcome: "not-reached" };
    return { outcome: "refused", status: response.status, code: codeIn(await response.json().catch(() => null)) };
  } catch {
    return { outcome: "not-reached" };
  }
}

const codeIn = (body: unknown): string | null =>
  typeof body === "object" && body !== null && "code" in body && typeof body.code === "string" ? body.code : null;
