import { createContext, type ReactNode, use, useEffect, useRef, useState } from "react";
import { type Assigner, type AssignerParts, createAssigner } from "../assigner.ts";
import { createExposureMemory, type Exposure } from "../exposure-memory.ts";
import { shelfWhile } from "./page-shelf.ts";

const AssignerContext = createContext<Assigner | null>(null);

export type ExperimentsProviderProps = {
  readonly visitorId: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What targeting may look at, and what the visitor was dealt before: as the server that made the page saw it. */
  readonly attributes?: AssignerParts["attributes"];
  readonly sticky?: AssignerParts["sticky"];
  /** Of the page as it was opened: `?<experiment key>=<index>` shows that variant and counts nobody. */
  readonly url: string;
  /** The provider knows that exposures are recorded, not by whom. */
  readonly recordExposure: (exposure: Exposure) => void;
  /**
   * Whether a recorded exposure is sure to be sent, so that later pages need not tell it again. Not before the visitor
   * agreed to be measured: what a page holds back is lost with it, and they would be missing from the experiment. May
   * change while the page lives.
   */
  readonly remember: boolean;
  readonly children: ReactNode;
};

/** Assigns this visitor once, from a payload that came with the page: no flicker, and no second answer in one page. */
export function ExperimentsProvider(props: ExperimentsProviderProps) {
  const { visitorId, payload, attributes, sticky, url, remember, children } = props;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  // Once: a page that goes to another address of its own still shows what it showed before.
  const [memory] = useState(() =>
    createExposureMemory(
      visitorId,
      shelfWhile(() => latest.current.remember),
    ),
  );
  // Whoever agrees has what this page held back sent, so the next need not tell it again.
  useEffect(() => {
    if (remember) memory.keep();
  }, [memory, remember]);
  const [assigner] = useState(() =>
    createAssigner({
      payload,
      visitorId,
      url,
      ...(attributes && { attributes }),
      ...(sticky && { sticky }),
      onExposure: (exposure) => latest.current.recordExposure(exposure),
      memory,
    }),
  );
  return <AssignerContext value={assigner}>{children}</AssignerContext>;
}

export function useAssigner(): Assigner {
  const assigner = use(AssignerContext);
  if (!assigner) throw new Error("features and exposures need an <ExperimentsProvider> above them");
  return assigner;
}
