import type { useTRPC } from "@flywheel/host";

type Asked = ReturnType<typeof useTRPC>["demand"]["layers"]["~types"];
export type LayersQuestion = Asked["input"];
export type LayersAnswer = Asked["output"];
export type Breakdown = NonNullable<LayersQuestion["breakdown"]>;

/** All that is said once a week is over. */
export type LayersSaid = NonNullable<LayersAnswer["said"]>;
export type GroupFigures = LayersSaid["groups"][number];
export type Figure = GroupFigures["layers"][number];
export type Change = NonNullable<LayersSaid["change"]>;
