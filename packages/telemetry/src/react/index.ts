export { RecorderProvider, useRecord } from "./recorder-provider.tsx";
export { Seen, useSeen } from "./seen.tsx";
