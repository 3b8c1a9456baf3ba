import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";

/** What stands in a page's place while its data comes. */
export function Loading({ what }: { readonly what?: string }) {
  return (
    <p className="state state--loading" role="status">
      {what === undefined ? "Loading …" : `Loading ${what} …`}
    </p>
  );
}

/** What stands where there is nothing to show yet, and what one can do about it. */
export function Empty({ title, children }: { readonly title?: string; readonly children?: ReactNode }) {
  return (
    <div className="state state--empty">
      {title === undefined ? undefined : <p className="state__title">{title}</p>}
      {children}
    </div>
  );
}

/** What went wrong, in the server's words, and how to try again. */
export function Failed({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  return (
    <div className="state state--failed" role="alert">
      <p className="state__title">
        <Icon name="warning" /> {error.message}
      </p>
      {retry === undefined ? undefined : (
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}
