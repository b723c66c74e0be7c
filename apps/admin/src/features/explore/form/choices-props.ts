import type { View } from "../asking/view.ts";

export type ChoicesProps = { readonly view: View; readonly choose: (changed: Partial<View>) => void };
