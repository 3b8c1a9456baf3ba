import { formatDuration, formatMoney } from "../../../components/format.ts";

/** The steps of a plan, in order, each with who does it and what it needs. */
export function StepList({ items }: { readonly items: readonly Readonly<Record<string, unknown>>[] }) {
  return (
    <ol className="value__steps">
      {items.slice(0, 500).map((step, index) => {
        const { id, agentType, description, dependsOn, estimatedTime, costEstimate, successCriterion } = step;
        const notes = [
          typeof agentType === "string" ? agentType : "",
          typeof estimatedTime === "number" ? `about ${formatDuration(estimatedTime * 1_000)}` : "",
          typeof costEstimate === "number" && costEstimate > 0 ? formatMoney(costEstimate) : "",
          Array.isArray(dependsOn) && dependsOn.length > 0 ? `after ${dependsOn.join(", ")}` : "",
        ].filter(Boolean);
        return (
          <li key={index}>
            <p>
              {String(description)} {typeof id === "string" ? <code>{id}</code> : undefined}
            </p>
            {notes.length === 0 ? undefined : <p className="value__muted">{notes.join(" · ")}</p>}
            {typeof successCriterion === "string" ? (
              <p className="value__muted">Done when {successCriterion}</p>
            ) : undefined}
          </li>
        );
      })}
    </ol>
  );
}
