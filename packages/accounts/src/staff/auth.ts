import { AsyncLocalStorage } from "node:async_hooks";
import { isAPIError } from "better-auth/api";
import { BrokenPersonError, createPeople, type PersonChange, personOf, type Staff } from "./people.ts";
import { addressHeader, createSignIn, type SignInParts } from "./sign-in.ts";

export type StaffAuthParts = SignInParts & {
  /** Brings a link to somebody who asked for one on the page. Without it nobody can ask: links come from an owner. */
  readonly sendLink?: (person: Staff, link: string) => Promise<void>;
};

export type PasswordChange =
  | { readonly outcome: "changed" }
  | { readonly outcome: "refused"; readonly code: "signed-out" | "too-short" | "too-long" | "already-set" };

type Invitation = Omit<Staff, "id">;

/** Signing in of the people who work here: with a one-time link first, then, if they like, with a password. */
export type StaffAuth = {
  /** Answers everything under `/api/auth/`. The address is for the rate limit only and is not kept. */
  handler(request: Request, address?: string): Promise<Response>;
  whoIs(headers: Headers): Promise<Staff | null>;
  /** Makes a person and their link. Somebody who is here already keeps their role and gets a new link. */
  invite(invitation: Invitation): Promise<{ readonly link: string }>;
  /** A one-time link for somebody who is here; null for anybody else. */
  link(email: string): Promise<{ readonly link: string } | null>;
  /** Makes a person an owner, new or not, and their link: how the first owner comes to be. */
  ensureOwner(person: Omit<Invitation, "role">): Promise<{ readonly link: string }>;
  /** The longest here first. */
  people(): Promise<readonly Staff[]>;
  setRole(id: string, role: Staff["role"]): Promise<PersonChange>;
  remove(id: string): Promise<PersonChange>;
  /** The first password of whoever is signed in; a later one is changed at `/api/auth/change-password`. */
  setPassword(headers: Headers, newPassword: string): Promise<PasswordChange>;
};

export function createStaffAuth({ sendLink, ...parts }: StaffAuthParts): StaffAuth {
  // Links that we make ourselves are handed back instead of sent. Whose call it is travels with the call.
  const ownCall = new AsyncLocalStorage<{ link: string | null }>();
  const signIn = createSignIn({ ...parts, canAskForLinks: sendLink !== undefined }, async ({ email, url }) => {
    const call = ownCall.getStore();
    if (call) {
      call.link = url;
      return;
    }
    const person = await people.withEmail(email);
    if (person) await sendLink?.(person, url);
  });
  const people = createPeople(signIn);

  async function linkFor(email: string): Promise<{ readonly link: string }> {
    const call: { link: string | null } = { link: null };
    const body = { email, callbackURL: "/admin/" };
    await ownCall.run(call, () => signIn.api.signInMagicLink({ body, headers: new Headers() }));
    if (call.link === null) throw new Error("better-auth made no sign-in link");
    return { link: call.link };
  }

  return {
    handler: (request, address) => withoutDetails(() => signIn.handler(withAddress(request, address))),

    whoIs: (headers) =>
      withoutDetails(async () => {
        const session = await signIn.api.getSession({ headers });
        return session && personOf(session.user);
      }),

    invite: (invitation) =>
      withoutDetails(async () => {
        const person = (await people.withEmail(invitation.email)) ?? (await people.add(invitation));
        return linkFor(person.email);
      }),

    link: (email) =>
      withoutDetails(async () => {
        const person = await people.withEmail(email);
        return person && linkFor(person.email);
      }),

    ensureOwner: ({ email, name }) =>
      withoutDetails(async () => {
        const known = await people.withEmail(email);
        const person = known ?? (await people.add({ email, name, role: "owner" }));
        if (person.role !== "owner") await people.setRole(person.id, "owner");
        return linkFor(person.email);
      }),

    people: () => withoutDetails(people.all),
    setRole: (id, role) => withoutDetails(() => people.setRole(id, role)),
    remove: (id) => withoutDetails(() => people.remove(id)),

    setPassword: (headers, newPassword) =>
      withoutDetails(async () => {
        try {
          await signIn.api.setPassword({ body: { newPassword }, headers });
          return { outcome: "changed" };
        } catch (cause) {
          const code = isAPIError(cause) ? passwordRefusals.get(cause.body?.code ?? cause.status) : undefined;
          if (code === undefined) throw cause;
          return { outcome: "refused", code };
        }
      }),
  };
}

const passwordRefusals = new Map<unknown, Extract<PasswordChange, { outcome: "refused" }>["code"]>([
  ["UNAUTHORIZED", "signed-out"],
  ["PASSWORD_TOO_SHORT", "too-short"],
  ["PASSWORD_TOO_LONG", "too-long"],
  ["PASSWORD_ALREADY_SET", "already-set"],
]);

/** What broke below us may quote an address in its message, so only its name goes on. */
async function withoutDetails<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof BrokenPersonError) throw cause;
    throw new SignInBrokenError({ because: cause instanceof Error ? cause.name : typeof cause });
  }
}

export class SignInBrokenError extends Error {
  override name = "SignInBrokenError";
  constructor(readonly facts: { readonly because: string }) {
    super(`signing in is broken: ${facts.because}`);
  }
}

/** The address as the server knows it; what a browser wrote into the header is thrown away. */
function withAddress(request: Request, address: string | undefined): Request {
  const headers = new Headers(request.headers);
  headers.delete(addressHeader);
  if (address !== undefined) headers.set(addressHeader, address);
  return new Request(request, { headers });
}
