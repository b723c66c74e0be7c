import { createRoute } from "@tanstack/react-router";
import { CreatePage } from "../../features/define-experiment/create-page.tsx";
import { EditPage } from "../../features/define-experiment/edit-page.tsx";
import { ExperimentPage } from "../../features/read-experiments/experiment-page.tsx";
import { ExperimentsPage } from "../../features/read-experiments/experiments-page.tsx";
import { ResultsSection } from "../../features/read-results/results-section.tsx";
import { readResultsView, writeResultsView } from "../../features/read-results/results-view.ts";
import { DecidePanel } from "../../features/steer-experiment/decide-panel.tsx";
import { SteerBar } from "../../features/steer-experiment/steer-bar.tsx";
import { NeedsRole } from "../../signed-in/needs-role.tsx";
import { root, type Search } from "./root.ts";

export const experiments = createRoute({
  getParentRoute: () => root,
  path: "/experiments",
  staticData: { title: "Experiments" },
  component: ExperimentsPage,
});
export const newExperiment = createRoute({
  getParentRoute: () => root,
  path: "/experiments/new",
  staticData: { title: "New experiment" },
  component: function NewExperiment() {
    const navigate = newExperiment.useNavigate();
    return <CreatePage onSaved={(key) => void navigate({ to: "/experiments/$key", params: { key } })} />;
  },
});
export const experiment = createRoute({
  getParentRoute: () => root,
  path: "/experiments/$key",
  staticData: { title: "Experiment" },
  validateSearch: (search: Search) => writeResultsView(readResultsView(search)),
  component: function Experiment() {
    const { key } = experiment.useParams();
    const view = readResultsView(experiment.useSearch());
    const navigate = experiment.useNavigate();
    return (
      <ExperimentPage
        experimentKey={key}
        steer={(it) => <SteerBar experiment={it} onDeleted={() => void navigate({ to: "/experiments" })} />}
        results={(it) => (
          <>
            {it.phases.length > 0 ? (
              <ResultsSection
                experimentKey={key}
                phases={it.phase}
                view={view}
                onView={(next) => void navigate({ search: writeResultsView(next), replace: true, resetScroll: false })}
              />
            ) : null}
            {it.state === "stopped" ? (
              <NeedsRole least="editor">
                <DecidePanel experiment={it} />
              </NeedsRole>
            ) : null}
          </>
        )}
      />
    );
  },
});
export const editExperiment = createRoute({
  getParentRoute: () => root,
  path: "/experiments/$key/edit",
  staticData: { title: "Edit an experiment" },
  component: function EditExperiment() {
    const { key } = editExperiment.useParams();
    const navigate = editExperiment.useNavigate();
    return <EditPage experimentKey={key} onSaved={() => void navigate({ to: "/experiments/$key", params: { key } })} />;
  },
});
