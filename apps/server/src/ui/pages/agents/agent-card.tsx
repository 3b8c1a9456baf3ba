import type { AgentInfo } from "../../../api/agent.ts";
import { Card } from "../../components/card.tsx";
import { Fact } from "../../components/fact.tsx";
import { formatCount, formatDuration, formatMoney, formatPercent } from "../../components/format.ts";
import { compareEstimate } from "./agent-groups.ts";
import { ComparisonBars } from "./comparison-bars.tsx";

const lowSuccessRate = 80;

/** One agent: what it can do, how much it has to do, and whether it does what it announces. */
export function AgentCard({ agent }: { readonly agent: AgentInfo }) {
  const { name, version, description, priority, running, waiting, maxConcurrency, completed, failed } = agent;
  const ended = completed + failed;
  const rate = ended === 0 ? undefined : (completed / ended) * 100;
  const first = agent.capabilities.length === 1 ? agent.capabilities[0] : undefined;
  const announcedSeconds = first?.estimatedTime ?? averageOf(agent, "estimatedTime");
  const announcedCost = first?.costEstimate ?? averageOf(agent, "costEstimate");
  const time = compareEstimate(announcedSeconds, agent.averageMs / 1_000);
  const cost = compareEstimate(announcedCost, agent.averageCostUsd);
  return (
    <Card
      level={3}
      title={
        <>
          {name} {version === undefined ? undefined : <span className="muted small">{version}</span>}
        </>
      }
      actions={<span className="muted small">Priority {priority}</span>}
    >
      <div className="agent-card">
        <div className="agent-card__about">
          <p>{description}</p>
          <dl className="agent-card__figures">
            <Fact name="Running">
              {formatCount(running)}
              {maxConcurrency === undefined ? "" : ` of ${formatCount(maxConcurrency)}`}
            </Fact>
            <Fact name="Waiting">{formatCount(waiting)}</Fact>
            <Fact name="Success rate">
              {rate === undefined ? "–" : formatPercent(rate)}
              {rate !== undefined && rate < lowSuccessRate ? (
                <span className="agent-card__low"> low</span>
              ) : undefined}
            </Fact>
            <Fact name="Completed">{formatCount(completed)}</Fact>
            <Fact name="Failed">{formatCount(failed)}</Fact>
          </dl>
          {time === undefined && cost === undefined ? undefined : (
            <div className="agent-card__comparisons">
              {time === undefined ? undefined : (
                <ComparisonBars
                  name={first === undefined ? "Duration, all capabilities" : "Duration"}
                  comparison={time}
                  format={(seconds) => formatDuration(seconds * 1_000)}
                />
              )}
              {cost === undefined ? undefined : (
                <ComparisonBars
                  name={first === undefined ? "Cost, all capabilities" : "Cost"}
                  comparison={cost}
                  format={formatMoney}
                />
              )}
            </div>
          )}
        </div>
        <Capabilities agent={agent} />
      </div>
    </Card>
  );
}

function Capabilities({ agent: { capabilities } }: { readonly agent: AgentInfo }) {
  if (capabilities.length === 0) return <p className="muted">It announces no capabilities.</p>;
  return (
    <ul className="capabilities" aria-label="Capabilities">
      {capabilities.map(({ name, description, inputTypes, outputTypes, estimatedTime, costEstimate }) => (
        <li key={name} className="capabilities__item">
          <p className="capabilities__head">
            <span className="capabilities__name">{name}</span>
            <span className="muted small figure">
              {formatDuration(estimatedTime * 1_000)}
              {costEstimate === undefined ? "" : ` · ${formatMoney(costEstimate)}`}
            </span>
          </p>
          <p className="muted small">{description}</p>
          <p className="small">
            <span className="muted">Takes </span>
            <span className="mono">{inputTypes.length === 0 ? "anything" : inputTypes.join(", ")}</span>
            <span className="muted"> and gives </span>
            <span className="mono">{outputTypes.length === 0 ? "anything" : outputTypes.join(", ")}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** The mean of what its capabilities announce: the measured figure does not tell them apart either. */
function averageOf({ capabilities }: AgentInfo, part: "estimatedTime" | "costEstimate"): number | undefined {
  const values = capabilities.map((each) => each[part]).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
