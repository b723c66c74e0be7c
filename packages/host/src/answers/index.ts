export { type Advice, adviceFor } from "./advice.ts";
export { ModelSelect, type ModelSelectProps } from "./model-select.tsx";
export { usePreferredModel } from "./preferred-model.ts";
export { ProofBadge, type ProofBadgeProps } from "./proof-badge.tsx";
export { RateButtons } from "./rate-buttons.tsx";
export { RefusalNotice, type RefusalNoticeProps } from "./refusal-notice.tsx";
