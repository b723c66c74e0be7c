import type { Role } from "@flywheel/vocabulary";
import type { AnyTRPCRootTypes, TRPCProcedureBuilder, TRPCRouterBuilder, TRPCUnsetMarker } from "@trpc/server";
import type { Sender } from "./sender.ts";

/** What a caller's context must offer; the context of api is richer. */
export type TelemetryContext = {
  /** Asked only by `record`, because finding out may cost a query. */
  readonly sender: () => Promise<Sender>;
};

type Unset = TRPCUnsetMarker;

/** A base procedure that enforces `meta.role`. */
export type BaseProcedure<Context extends TelemetryContext, Overrides, ErrorShape> = TRPCProcedureBuilder<
  Context,
  { role: Role },
  Overrides,
  Unset,
  Unset,
  Unset,
  Unset,
  false,
  ErrorShape
>;

/**
 * Parts of the one `t` (routers made by two of them type-check and fail when run). Context and overrides stay as rich as
 * they are; they must only be able to name the sender.
 */
export type TelemetryTrpc<Root extends AnyTRPCRootTypes, Context extends TelemetryContext, Overrides, ErrorShape> = {
  readonly router: TRPCRouterBuilder<Root>;
  readonly procedure: BaseProcedure<Context, Overrides, ErrorShape>;
};
