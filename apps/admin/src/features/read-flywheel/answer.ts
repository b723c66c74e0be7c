import type { useTRPC } from "@flywheel/host";

type Asked = ReturnType<typeof useTRPC>["demand"]["flywheel"]["~types"];
export type FlywheelQuestion = Asked["input"];
export type FlywheelAnswer = Asked["output"];

/** All that is said once a week is over. */
export type Said = NonNullable<FlywheelAnswer["said"]>;
export type Judgement = Said["judgement"];
export type Judged = Judgement["layers"][number];
export type GatedLayer = Judged["layer"];
export type Growth = Said["growth"];
export type IdentityWeek = Said["identity"][number];
export type LostDemand = Said["lost"];
