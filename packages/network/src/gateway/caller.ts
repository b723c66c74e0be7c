import { mint, RequestId, Slug } from "@flywheel/vocabulary";
import type { GatewayParts } from "../gateway.ts";

/** How a caller inside the house says which request it is, and for which app. */
export const flywheelHeaders = { requestId: "x-flywheel-request-id", app: "x-flywheel-app" } as const;

/** Who asks without saying so. */
const outsideApp = "external";

/** Null when a header is there but malformed: guessing would join a payment to somebody else's proof. */
export function callerOf(
  { headers }: Request,
  { randomBytes }: GatewayParts,
): { readonly requestId: RequestId; readonly appId: string } | null {
  const requestId = RequestId.safeParse(headers.get(flywheelHeaders.requestId) ?? mint("req", randomBytes));
  const appId = Slug.safeParse(headers.get(flywheelHeaders.app) ?? outsideApp);
  return requestId.success && appId.success ? { requestId: requestId.data, appId: appId.data } : null;
}

/** Somebody outside: the request is named here, so that nobody can take a name that the house is about to use. */
export const anyCaller = ({
  randomBytes,
}: GatewayParts): { readonly requestId: RequestId; readonly appId: string } => ({
  requestId: mint<RequestId>("req", randomBytes),
  appId: outsideApp,
});

/** A seed for those who gave none. */
export const anySeed = ({ randomBytes }: GatewayParts): number =>
  randomBytes(4).reduce((seed, byte) => seed * 256 + byte, 0);
