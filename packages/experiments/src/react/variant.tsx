import type { ReactNode } from "react";
import { useAssigner } from "./experiments-provider.tsx";
import { Exposure } from "./exposure.tsx";

export type VariantProps<Value extends string> = {
  readonly feature: string;
  /** What there is today: shown where nobody defined the feature, or with a value that is not among the children. */
  readonly otherwise: NoInfer<Value>;
  /** What each value shows; `true`, `false` and numbers by their names. */
  readonly children: Readonly<Record<Value, ReactNode>>;
};

/**
 * Shows the one variant that this visitor is in, and counts them where it comes into view. All variants stand in one
 * place and none is written without the others: a sentinel inside of one, a second condition that overlaps or a value
 * that shows nothing cannot be said.
 */
export function Variant<Value extends string>({ feature, otherwise, children }: VariantProps<Value>): ReactNode {
  const value = String(useAssigner().valueOf(feature));
  return (
    <>
      <Exposure feature={feature} />
      {children[isOneOf(children, value) ? value : otherwise]}
    </>
  );
}

const isOneOf = <Value extends string>(children: Readonly<Record<Value, ReactNode>>, value: string): value is Value =>
  Object.hasOwn(children, value);
