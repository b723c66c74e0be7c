import type { useTRPC } from "@flywheel/host";

type Asked = ReturnType<typeof useTRPC>["demand"]["timing"]["~types"];
export type TimingQuestion = Asked["input"];
export type TimingAnswer = Asked["output"];

export type Verdict = TimingAnswer["verdict"];
export type Timing = Verdict["is"];
export type Check = Verdict["sufficient"][number];
export type Plateau = NonNullable<Verdict["curves"]["everyone"]>;
export type Farmed = Verdict["farmed"];
export type Thresholds = Verdict["thresholds"];
export type Signals = TimingAnswer["signals"];
export type Signal = Signals["quickRatio"];
export type Measured = Extract<Signal, { readonly is: "measured" }>;
export type Withheld = Extract<Signal, { readonly is: "withheld" }>;
export type ProbeSignal = Signals["probes"][number];
