import { StaffRole } from "@flywheel/vocabulary";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Services } from "../services.ts";
import { ownerProcedure, t, viewerProcedure } from "../trpc.ts";

const person = z.strictObject({ id: z.string().min(1).max(64) });

/** The people who work here. The last owner can be neither removed nor demoted. */
export const peopleRouter = ({ staff }: Services) =>
  t.router({
    me: viewerProcedure.query(({ ctx }) => ctx.person),
    /** The first password of whoever is signed in; a later one is changed at /api/auth/change-password. */
    setPassword: viewerProcedure
      .input(z.strictObject({ newPassword: z.string().max(256) }))
      .mutation(async ({ ctx, input }) => {
        const set = await staff.setPassword(ctx.headers, input.newPassword);
        if (set.outcome === "refused") throw passwordRefusals[set.code]();
        return { ok: true } as const;
      }),

    list: ownerProcedure.query(() => staff.people()),

    invite: ownerProcedure
      .input(z.strictObject({ email: z.email().max(254), name: z.string().trim().min(1).max(80), role: StaffRole }))
      .mutation(({ input }) => staff.invite(input)),

    setRole: ownerProcedure.input(person.extend({ role: StaffRole })).mutation(async ({ input }) => {
      const changed = await staff.setRole(input.id, input.role);
      if (changed.outcome === "refused") throw refusals[changed.code]();
      return { ok: true } as const;
    }),

    remove: ownerProcedure.input(person).mutation(async ({ input }) => {
      const removed = await staff.remove(input.id);
      if (removed.outcome === "refused") throw refusals[removed.code]();
      return { ok: true } as const;
    }),
  });

const refusals = {
  "last-owner": () =>
    new TRPCError({ code: "CONFLICT", message: "this is the last owner: make somebody else an owner first" }),
  unknown: () => new TRPCError({ code: "NOT_FOUND", message: "there is no such person" }),
};

const passwordRefusals = {
  "signed-out": () => new TRPCError({ code: "UNAUTHORIZED", message: "sign in again first" }),
  "too-short": () =>
    new TRPCError({ code: "BAD_REQUEST", message: "this password is too short: use 12 characters or more" }),
  "too-long": () =>
    new TRPCError({ code: "BAD_REQUEST", message: "this password is too long: use 128 characters at most" }),
  "already-set": () => new TRPCError({ code: "CONFLICT", message: "you have a password: change it instead" }),
};
