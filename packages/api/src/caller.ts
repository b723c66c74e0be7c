import type { Staff } from "@flywheel/accounts/staff";
import type { Sender } from "@flywheel/telemetry";
import type { AppId, Consent, DeviceClass, SessionId, VisitorId } from "@flywheel/vocabulary";

/** The browser that is asking, as its signed cookie says, and what it may be measured by. */
export type VisitorCaller = {
  readonly id: VisitorId;
  readonly consent: Consent;
  /** Analytics events may be written: the visitor said yes and the browser does not object. */
  readonly analytics: boolean;
  readonly privacySignal: boolean;
  readonly app: AppId;
  readonly sessionId: SessionId | null;
  readonly device: DeviceClass;
  readonly browser: string;
  readonly userAgent: string;
  readonly bot: boolean;
  /** A keyed hash of the address range for today; the address itself goes no further than the server's door. */
  readonly range: string;
};

/** Who may be asking. Staff is looked up only by procedures that need a person who works here. */
export type ApiContext = {
  readonly visitor: VisitorCaller | null;
  /** A server that showed a write key: it may bring telemetry of many visitors, and nothing else. */
  readonly server: Extract<Sender, { kind: "server" }> | null;
  readonly sender: () => Promise<Sender>;
  readonly staff: () => Promise<Staff | null>;
  /** For better-auth, which finds a person's session in them. */
  readonly headers: Headers;
  /** Asks the door to forget the visitor's cookie with this answer. */
  readonly forgetVisitor: () => void;
};
