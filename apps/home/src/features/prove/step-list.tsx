import type { Step, StepFailure, StepName } from "@flywheel/receipts";
import { List, Text, ThemeIcon } from "@mantine/core";
import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";

const checks = {
  key: "The node's key is the one the registry knows it by",
  "request-hash": "The request is the one that was signed",
  "output-hash": "The answer is the one that was signed",
  signature: "The signature over both hashes and the time is the node's",
  joining: "Payment, model and proof belong to the same request",
  node: "The node was active when it signed",
} as const satisfies Record<StepName, string>;

const reasons = {
  "node-unknown": "the registry knows no such node",
  "not-an-rsa-2048-key": "the registry's key is not an RSA key of 2048 bits",
  "key-is-not-the-node": "the key in the registry does not hash to the node's id",
  "other-request": "the hash of the request is another one",
  "other-output": "the hash of the answer is another one",
  "other-commitment": "the answer was committed to in another way",
  "not-signed-by-this-key": "this key did not sign it",
  "no-key-to-check-with": "there is no key to check with",
  "other-request-id": "it names another request",
  "other-model": "it names another model",
  "node-not-registered-yet": "the node was not registered yet",
  "node-not-enabled": "the node is not enabled",
  "node-not-active": "the node had not reported for too long",
} as const satisfies Record<StepFailure, string>;

const signs = {
  passed: { color: "pine", Icon: IconCheck, word: "Passed" },
  failed: { color: "red", Icon: IconX, word: "Failed" },
  unchecked: { color: "gray", Icon: IconMinus, word: "Not checked" },
} as const;

/** Every step with its outcome in words: colour and sign only repeat it. */
export function StepList({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <List spacing="sm" listStyleType="none" withPadding={false}>
      {steps.map((step) => {
        const { color, Icon, word } = signs[step.outcome];
        return (
          <List.Item
            key={step.step}
            icon={
              <ThemeIcon variant="light" color={color} size={28} radius="xl" aria-hidden="true">
                <Icon size={17} stroke={2} />
              </ThemeIcon>
            }
          >
            {checks[step.step]}
            <Text size="sm" c={step.outcome === "failed" ? "var(--mantine-color-error)" : "dimmed"}>
              {word}
              {explain(step)}
            </Text>
          </List.Item>
        );
      })}
    </List>
  );
}

function explain(step: Step): string {
  switch (step.outcome) {
    case "passed":
      return "";
    case "failed":
      return `: ${reasons[step.reason]}`;
    case "unchecked":
      return ": its words are not public";
  }
}
