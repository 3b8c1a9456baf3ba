import { type ReactNode, useEffect, useRef } from "react";
import { useLocation } from "wouter";

let lastPath: string | undefined;
let wentBack = false;
window.addEventListener("popstate", () => (wentBack = true));

/** Characters; beyond this the heading may be cut. */
const longTitle = 120;

/** A page under its heading, which takes the focus when one comes from another page; the browser's title follows. */
export function Page({
  title,
  intro,
  actions,
  children,
}: {
  readonly title: string;
  /** What stands under the heading: a status, a sentence. */
  readonly intro?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const [path] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${title} · Convoke`;
  }, [title]);
  useEffect(() => {
    if (lastPath !== undefined && lastPath !== path) {
      // A field that took the focus for itself keeps it.
      const isTaken = page.current?.contains(document.activeElement) ?? false;
      if (!isTaken) heading.current?.focus({ preventScroll: true });
      if (!wentBack) window.scrollTo(0, 0);
    }
    wentBack = false;
    lastPath = path;
  }, [path]);
  return (
    <div ref={page} className="page">
      <header className="page__header">
        <h1
          ref={heading}
          tabIndex={-1}
          className="page__title"
          dir="auto"
          title={title.length > longTitle ? title : undefined}
        >
          {title}
        </h1>
        {actions === undefined ? undefined : <div className="page__actions">{actions}</div>}
        {intro === undefined ? undefined : <div className="page__intro">{intro}</div>}
      </header>
      {children}
    </div>
  );
}
