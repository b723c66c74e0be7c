import { ErrorState, Page } from "@flywheel/ui";
import { Component, type ReactNode } from "react";

export type AppBoundaryProps = { readonly onFailed: () => void; readonly children: ReactNode };

/** What is shown when a page breaks: the frame around it stays, so there is a way out. */
export class AppBoundary extends Component<AppBoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch() {
    this.props.onFailed();
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Page width="text">
        <ErrorState title="This page broke" onRetry={() => location.reload()}>
          What you made before is kept. Loading the page again usually helps.
        </ErrorState>
      </Page>
    );
  }
}
