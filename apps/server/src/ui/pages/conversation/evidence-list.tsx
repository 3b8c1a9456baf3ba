import { Link } from "wouter";
import { type ShownSource, toAnchor } from "./citation-link.tsx";

/** What an answer rests on: quotes with where they stand. */
export function EvidenceList({
  turnKey,
  prompt,
  runId,
  sources,
}: {
  readonly turnKey: string;
  /** What was asked: tells this list from those of other turns. */
  readonly prompt: string;
  readonly runId: string;
  readonly sources: readonly ShownSource[];
}) {
  const cited = sources.filter(({ isCited }) => isCited);
  const others = sources.filter(({ isCited }) => !isCited);
  if (sources.length === 0) return undefined;
  const show = (source: ShownSource) => (
    <Source key={source.id} source={source} anchor={toAnchor(turnKey, source.id)} runId={runId} />
  );
  return (
    <aside className="evidence" aria-label={`Evidence: ${prompt}`}>
      <h3 className="evidence__title">Evidence</h3>
      <ol className="evidence__list">{cited.map(show)}</ol>
      {others.length === 0 ? undefined : (
        <details className="evidence__others">
          <summary>
            {cited.length === 0 ? "" : "Not cited: "}
            {others.length === 1 ? "1 source" : `${others.length} sources`}
          </summary>
          <ol className="evidence__list">{others.map(show)}</ol>
        </details>
      )}
    </aside>
  );
}

function Source({
  source,
  anchor,
  runId,
}: {
  readonly source: ShownSource;
  readonly anchor: string;
  readonly runId: string;
}) {
  const { id, quote, title, taskId, agent } = source;
  return (
    <li id={anchor} tabIndex={-1} className="evidence__source">
      <p className="evidence__head">
        <span className="evidence__id">{id}</span>
        {title === undefined ? undefined : <span className="evidence__name">{title}</span>}
      </p>
      <blockquote className="evidence__quote">{quote}</blockquote>
      <p className="evidence__place">
        <Place source={source} />
        {taskId === undefined ? undefined : (
          <Link href={`/runs/${encodeURIComponent(runId)}?task=${encodeURIComponent(taskId)}`}>
            {agent ?? "The task"}
          </Link>
        )}
      </p>
    </li>
  );
}

function Place({ source: { location, line } }: { readonly source: ShownSource }) {
  if (location === undefined) return undefined;
  if (/^https?:\/\//i.test(location)) {
    return (
      <a href={location} target="_blank" rel="noreferrer">
        {location.replace(/^https?:\/\//i, "")}
      </a>
    );
  }
  return (
    <span className="mono">
      {location}
      {line === undefined ? "" : `:${line}`}
    </span>
  );
}
