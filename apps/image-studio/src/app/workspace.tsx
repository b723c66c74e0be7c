import { Exposure, useFeature } from "@flywheel/experiments/react";
import type { ReactNode, Ref } from "react";
import { arrangementOf } from "./arrangement.ts";
import classes from "./studio.module.css";

export type WorkspaceProps = {
  readonly stage: ReactNode;
  readonly panel: ReactNode;
  readonly stageRef: Ref<HTMLDivElement>;
};

/**
 * Where the prompt stands beside the picture: the arms of the experiment. The sentinel comes first in both, so that
 * neither arrangement decides who is counted.
 */
export function Workspace({ stage, panel, stageRef }: WorkspaceProps) {
  const arrangement = arrangementOf(useFeature("studio.prompt-panel", "below"));
  const parts = [
    <div key="stage" ref={stageRef} tabIndex={-1} className={classes.stage}>
      {stage}
    </div>,
    <div key="panel" className={classes.panel}>
      {panel}
    </div>,
  ];
  return (
    <div>
      <Exposure feature="studio.prompt-panel" />
      <div className={`${classes.workspace} ${arrangement === "beside" ? classes.beside : ""}`}>
        {arrangement === "beside" ? parts.toReversed() : parts}
      </div>
    </div>
  );
}
