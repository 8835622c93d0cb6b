import { ErrorPanel, Page } from '@shopmesh/ui';
import { Component, type PropsWithChildren, type ReactNode } from 'react';

interface BoundaryProps {
  /** What failed, in the log and for tests. */
  name: string;
  title: string;
  onRetry: () => void;
}

/** Keeps a failure inside its own part of the page. */
export class ErrorBoundary extends Component<PropsWithChildren<BoundaryProps>, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError = () => ({ failed: true });

  override componentDidCatch(error: unknown) {
    console.error(`[${this.props.name}]`, error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Page>
        <ErrorPanel
          data-testid={`remote-failed-${this.props.name}`}
          problem={{ title: this.props.title, detail: 'The rest of the shop keeps working.' }}
          onRetry={this.props.onRetry}
        />
      </Page>
    );
  }
}
