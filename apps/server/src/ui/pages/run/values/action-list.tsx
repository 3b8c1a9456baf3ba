import { formatDuration } from "../../../components/format.ts";
import { StatusIcon } from "../../../components/status-badge.tsx";
import { ArtifactView } from "./artifact-view.tsx";
import { isArtifact } from "./classify-field.ts";
import { isRecord } from "./read-citation.ts";

/** What the browser agent did, step by step. */
export function ActionList({ items }: { readonly items: readonly Readonly<Record<string, unknown>>[] }) {
  return (
    <ol className="value__steps">
      {items.slice(0, 500).map((record, index) => {
        const { action, status, durationMs, url, error, artifact } = record;
        return (
          <li key={index}>
            <p>
              <StatusIcon status={status === "failed" ? "failed" : "completed"} /> {describeAction(action)}
            </p>
            <p className="value__muted">
              {typeof durationMs === "number" ? formatDuration(durationMs) : ""}
              {typeof url === "string" ? ` · ${url}` : ""}
            </p>
            {typeof error === "string" ? <p className="value__error">{error}</p> : undefined}
            {isArtifact(artifact) ? <ArtifactView artifact={artifact} /> : undefined}
          </li>
        );
      })}
    </ol>
  );
}

function describeAction(action: unknown): string {
  if (!isRecord(action)) return "";
  const { type = "", ...rest } = action;
  const details = Object.entries(rest)
    .map(([name, value]) => `${name} ${typeof value === "string" ? `“${value}”` : JSON.stringify(value)}`)
    .join(", ");
  const text = `${String(type)} ${details}`;
  return text.length > 300 ? `${text.slice(0, 300)} …` : text;
}
