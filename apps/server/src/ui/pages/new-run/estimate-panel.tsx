import { Money, Tokens } from "../../components/amounts.tsx";
import { formatDuration } from "../../components/format.ts";
import { describeMissing } from "./describe-estimate.ts";
import type { EstimateState } from "./use-estimate.ts";

/** What the run will take, before it is started. */
export function EstimatePanel({ state: { estimate, error, isStale } }: { readonly state: EstimateState }) {
  if (error !== undefined && !isStale)
    return (
      <p className="estimate muted" role="status">
        There is no estimate: {error.message}
      </p>
    );
  const missing = estimate === undefined ? [] : describeMissing(estimate);
  return (
    <div className="estimate" aria-busy={isStale || undefined} role="status" aria-label="Estimate">
      <dl className="estimate__figures">
        <div>
          <dt>Takes about</dt>
          <dd className="figure">
            {estimate === undefined ? "–" : formatDuration(estimate.seconds * 1_000)}
          </dd>
        </div>
        <div>
          <dt>Costs about</dt>
          <dd>
            <Money usd={estimate?.costUsd} />
          </dd>
        </div>
        <div>
          <dt>Tokens</dt>
          <dd>
            <Tokens count={estimate?.tokens} />
          </dd>
        </div>
        <div>
          <dt>Tasks</dt>
          <dd className="figure">{estimate?.tasks ?? "–"}</dd>
        </div>
      </dl>
      {missing.length === 0 ? undefined : (
        <ul className="estimate__missing">
          {missing.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
