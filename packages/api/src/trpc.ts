import { RefusedError } from "@flywheel/experiments";
import type { Role } from "@flywheel/vocabulary";
import { staffRoles } from "@flywheel/vocabulary";
import { initTRPC, TRPCError } from "@trpc/server";
import type { ApiContext } from "./caller.ts";
import { toWireError } from "./wire-errors.ts";

/** The one `t`: routers of other rooms are made by factories that are given it. */
export const t = initTRPC
  .context<ApiContext>()
  .meta<{ role: Role }>()
  .create({
    // A stack or a cause may carry what a visitor wrote; the wire gets the message that was chosen for it.
    isDev: false,
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      message: error.code === "INTERNAL_SERVER_ERROR" ? "something broke on our side; please try again" : shape.message,
      // What a page decides by; the message is for people and may be put in other words.
      data: { ...shape.data, refusal: error.cause instanceof RefusedError ? error.cause.refusal : null },
    }),
  });

/** A part of the product that is not to be had now is told as such, whoever needed it. */
const translated = t.middleware(async ({ next }) => {
  const result = await next();
  const wireError = result.ok ? null : toWireError(result.error.cause);
  if (wireError) throw wireError;
  return result;
});

/** A procedure that names no role is refused to everybody, so forgetting it cannot open a door. */
const allowed = t.middleware(async ({ ctx, meta, next }) => {
  if (!meta) throw new TRPCError({ code: "FORBIDDEN", message: "this procedure names no role" });
  const refusal = await refusalFor(meta.role, ctx);
  if (refusal) throw refusal;
  return next();
});

export const procedure = t.procedure.use(translated).use(allowed);

const asVisitor = t.middleware(({ ctx, next }) => {
  if (!ctx.visitor) throw noVisitor();
  return next({ ctx: { visitor: ctx.visitor } });
});

const asStaff = t.middleware(async ({ ctx, next }) => {
  const person = await ctx.staff();
  if (!person) throw notSignedIn();
  return next({ ctx: { person } });
});

export const anyoneProcedure = procedure.meta({ role: "anyone" });
export const visitorProcedure = procedure.meta({ role: "visitor" }).use(asVisitor);
export const viewerProcedure = procedure.meta({ role: "viewer" }).use(asStaff);
export const editorProcedure = procedure.meta({ role: "editor" }).use(asStaff);
export const ownerProcedure = procedure.meta({ role: "owner" }).use(asStaff);

async function refusalFor(role: Role, ctx: ApiContext): Promise<TRPCError | null> {
  if (role === "anyone") return null;
  if (role === "visitor") return ctx.visitor || ctx.server ? null : noVisitor();
  const person = await ctx.staff();
  if (!person) return notSignedIn();
  if (staffRoles.indexOf(person.role) >= staffRoles.indexOf(role)) return null;
  return new TRPCError({ code: "FORBIDDEN", message: `this needs the role ${role}; you are ${person.role}` });
}

const noVisitor = () =>
  new TRPCError({ code: "UNAUTHORIZED", message: "no visitor cookie: load /api/bootstrap.js from a page first" });
const notSignedIn = () => new TRPCError({ code: "UNAUTHORIZED", message: "sign in at /admin first" });
