import type { AppRouter } from "@flywheel/api/type";
import type { inferRouterOutputs } from "@trpc/server";

export type FoundReceipt = NonNullable<inferRouterOutputs<AppRouter>["proof"]["receipt"]>;
