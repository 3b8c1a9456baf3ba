import type { ReactNode } from "react";

/** What stands in a page's place while its data comes. */
export function Loading() {
  return (
    <p className="state" role="status">
      Loading …
    </p>
  );
}

/** What stands where there is nothing to show yet, and what one can do about it. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <div className="state">{children}</div>;
}

/** What went wrong, in the server's words, and how to try again. */
export function Failed({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  return (
    <div className="state" role="alert">
      <p>{error.message}</p>
      {retry === undefined ? undefined : <button onClick={retry}>Try again</button>}
    </div>
  );
}
