import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { keepScroll, restoreScroll } from "./keep-scroll.ts";

let lastPath: string | undefined;
/** Whether one has moved from page to page; a page that is opened by its address leaves the focus alone. */
let isVisited = false;
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
  const search = useSearch();
  useLayoutEffect(() => {
    const address = `${path}?${search}`;
    // Runs before what is shown goes, though the address is another one already.
    return () => keepScroll(address);
  }, [path, search]);
  useEffect(() => {
    const isNew = lastPath !== undefined && lastPath !== path;
    const isBack = wentBack;
    wentBack = false;
    lastPath = path;
    if (isNew) isVisited = true;
    // A field that took the focus for itself keeps it; a heading that took the place of another one takes its focus.
    const isFree = document.activeElement === document.body || document.activeElement === null;
    const isTaken = page.current?.contains(document.activeElement) ?? false;
    if ((isNew && !isTaken) || (isVisited && isFree)) heading.current?.focus({ preventScroll: true });
    if (!isNew) return undefined;
    if (isBack) return restoreScroll(`${path}?${search}`);
    window.scrollTo(0, 0);
    return undefined;
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
