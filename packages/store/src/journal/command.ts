/**
 * Something to do to what is stored, at its place between the events: whoever reads the journal again from its start
 * comes to the same end. `token` names it to whoever waits for it.
 */
export type Command = { readonly token: string } & (
  | { readonly kind: "erase-visitor"; readonly visitorKey: string }
  | { readonly kind: "remove-simulated" }
  | { readonly kind: "remove-before"; readonly beforeMs: number }
  | { readonly kind: "release-quarantined"; readonly ids: readonly string[] }
);

type WithoutToken<Given> = Given extends unknown ? Omit<Given, "token"> : never;
export type Order = WithoutToken<Command>;
