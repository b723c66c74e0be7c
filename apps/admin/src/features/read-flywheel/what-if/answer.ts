import type { useTRPC } from "@flywheel/host";

type Asked = ReturnType<typeof useTRPC>["demand"]["whatIf"]["~types"];
export type WhatIfQuestion = Asked["input"];
export type WhatIfAnswer = Asked["output"];
export type WhatIfSaid = NonNullable<WhatIfAnswer["said"]>;
