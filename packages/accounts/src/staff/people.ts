import { StaffRole } from "@flywheel/vocabulary";
import { z } from "zod";
import type { SignIn } from "./sign-in.ts";

/** Somebody who works here. */
export type Staff = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
};

export type PersonChange =
  | { readonly outcome: "changed" }
  | { readonly outcome: "refused"; readonly code: "unknown" | "last-owner" };

const Person = z.object({ id: z.string(), name: z.string(), email: z.string(), role: StaffRole });

/** A row or a session's user as a person. A role that we do not know is a broken world, not a viewer. */
export function personOf(row: unknown): Staff {
  const person = Person.safeParse(row);
  if (person.success) return person.data;
  throw new BrokenPersonError({ fields: person.error.issues.map(({ path }) => path.join(".")) });
}

/** Names the fields and never what they held. */
export class BrokenPersonError extends Error {
  override name = "BrokenPersonError";
  constructor(readonly facts: { readonly fields: readonly string[] }) {
    super(`a person in the store is not as it should be: see ${facts.fields.join(", ")}`);
  }
}

/** The people who work here. There is always an owner: the last one can be neither removed nor made anything less. */
export function createPeople(signIn: SignIn) {
  const rows = async () => (await signIn.$context).internalAdapter;

  async function withId(id: string): Promise<Staff | null> {
    const row = await (await rows()).findUserById(id);
    return row && personOf(row);
  }

  async function owners(): Promise<number> {
    return (await rows()).countTotalUsers([{ field: "role", value: "owner" }]);
  }

  async function setRole(id: string, role: StaffRole): Promise<PersonChange> {
    const person = await withId(id);
    if (!person) return { outcome: "refused", code: "unknown" };
    const stepsDown = person.role === "owner" && role !== "owner";
    if (stepsDown && (await owners()) <= 1) return lastOwner;
    await (await rows()).updateUser(id, { role });
    // Two owners may demote each other at once, on two servers. Whoever then sees no owner left takes the step back.
    if (stepsDown && (await owners()) === 0) {
      await (await rows()).updateUser(id, { role: "owner" });
      return lastOwner;
    }
    return { outcome: "changed" };
  }

  return {
    async all(): Promise<readonly Staff[]> {
      const found = await (await rows()).listUsers(maxPeople, 0, { field: "createdAt", direction: "asc" });
      return found.map(personOf);
    },

    async withEmail(email: string): Promise<Staff | null> {
      const found = await (await rows()).findUserByEmail(email.trim().toLowerCase());
      return found && personOf(found.user);
    },

    async add(person: Omit<Staff, "id">): Promise<Staff> {
      const email = person.email.trim().toLowerCase();
      return personOf(await (await rows()).createUser({ ...person, email, emailVerified: false }));
    },

    setRole,

    /** Steps down first, so that one rule guards the last owner; then the person, their password and sessions go. */
    async remove(id: string): Promise<PersonChange> {
      const person = await withId(id);
      if (!person) return { outcome: "refused", code: "unknown" };
      const steppedDown = await setRole(id, "viewer");
      if (steppedDown.outcome === "refused") return steppedDown;
      await (await rows()).deleteUser(id);
      return { outcome: "changed" };
    },
  };
}

const maxPeople = 1_000;
const lastOwner = { outcome: "refused", code: "last-owner" } as const;
