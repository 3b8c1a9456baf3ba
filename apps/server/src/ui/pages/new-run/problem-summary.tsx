import { type RefObject } from "react";
import type { FieldProblem } from "../../forms/find-problems.ts";
import { describePath } from "./place-problems.ts";

/** What keeps a run from starting, all at once, each with the way to its field. */
export function ProblemSummary({
  problems,
  summary,
}: {
  readonly problems: readonly FieldProblem[];
  readonly summary: RefObject<HTMLDivElement | null>;
}) {
  return (
    <div ref={summary} tabIndex={-1} role="alert" className={problems.length === 0 ? "" : "problems"}>
      {problems.length === 0 ? undefined : (
        <>
          <p className="problems__title">
            {problems.length === 1
              ? "One thing is to be mended"
              : `${problems.length} things are to be mended`}
          </p>
          <ul className="problems__list">
            {problems.map(({ path, message }) => (
              <li key={`${path.join(".")} ${message}`}>
                {path.length === 0 ? (
                  message
                ) : (
                  <>
                    <button type="button" className="problems__link" onClick={() => goTo(path)}>
                      {describePath(path)}
                    </button>
                    : {message}
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Brings the focus to a field, or to the nearest one around it that is shown. */
function goTo(path: readonly string[]): void {
  for (let length = path.length; length > 0; length--) {
    const place = document.querySelector(`[data-path="${CSS.escape(path.slice(0, length).join("."))}"]`);
    place?.closest("details")?.setAttribute("open", "");
    const control = place?.querySelector<HTMLElement>("input, select, textarea, button");
    if (control === undefined || control === null) continue;
    control.focus();
    return;
  }
}
