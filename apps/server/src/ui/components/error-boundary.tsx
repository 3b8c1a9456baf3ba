import { Component, type ReactNode } from "react";

interface BoundaryProps {
  /** What failed is shown anew when this changes. */
  readonly subject: string;
  readonly children: ReactNode;
}

/** Keeps what fails within from taking the rest away; a class, since React knows no other kind. */
export class ErrorBoundary extends Component<BoundaryProps, { readonly error: Error | undefined }> {
  override state: { readonly error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (before.subject !== this.props.subject && this.state.error !== undefined)
      this.setState({ error: undefined });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="page">
        <h1 className="page__title">This page has failed</h1>
        <div className="state state--failed" role="alert">
          <p className="state__title">{error.message}</p>
          <p>The runs themselves are not touched by this.</p>
          <p className="row">
            <button type="button" className="button button--primary" onClick={() => window.location.reload()}>
              Load the page again
            </button>
            <a className="button" href="/">
              Go to the overview
            </a>
          </p>
          <details>
            <summary>Where it happened</summary>
            <pre className="code">{error.stack}</pre>
          </details>
        </div>
      </div>
    );
  }
}
