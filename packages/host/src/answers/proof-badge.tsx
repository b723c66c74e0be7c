import type { ReceiptCard } from "@flywheel/api/type";
import { useRecord, useSeen } from "@flywheel/telemetry/react";
import { Badge, VisuallyHidden } from "@mantine/core";
import { IconShieldCheck, IconShieldQuestion } from "@tabler/icons-react";

export type ProofBadgeProps = {
  readonly requestId: string;
  /** Left out where only the request is known: the page behind the badge has the rest. */
  readonly receipt?: SignedBy;
  /** Where the answer's words are, for its owner: nobody else can read a conversation. */
  readonly conversationId?: string;
};

/** Of a receipt what a badge says. */
type SignedBy = WithoutAddress<ReceiptCard>;
type WithoutAddress<Card> = Card extends unknown ? Omit<Card, "requestId" | "issuedMs"> : never;

/** Leads from an output to its proof. Opens beside the app, so that nothing under way is lost. */
export function ProofBadge({ requestId, receipt, conversationId }: ProofBadgeProps) {
  const record = useRecord();
  const ref = useSeen(() => record("proof.shown", { requestId, place: "app" }));
  const signed = receipt?.origin !== "none";
  const Icon = signed ? IconShieldCheck : IconShieldQuestion;
  return (
    <Badge
      ref={ref}
      component="a"
      size="lg"
      href={`/proof/${requestId}${conversationId ? `#${conversationId}` : ""}`}
      target="_blank"
      rel="noopener"
      color={signed ? "pine" : "gray"}
      leftSection={<Icon size={14} stroke={1.8} aria-hidden />}
      style={{ cursor: "pointer", maxWidth: "100%" }}
    >
      {proofLine(receipt)}
      <VisuallyHidden>. Opens the proof in a new tab</VisuallyHidden>
    </Badge>
  );
}

/** What may be claimed: a mock network's signature is real, its enclave is not. */
export function proofLine(receipt: ProofBadgeProps["receipt"]): string {
  if (!receipt) return "See the proof";
  switch (receipt.origin) {
    case "none":
      return "Not signed";
    case "mock":
      return `Signed by ${receipt.nodeName} · simulated enclave`;
    case "opengradient":
      return `Signed by node ${receipt.node.slice(0, 8)}`;
  }
}
