import "./tally-view.css";
import { useMemo } from "react";
import { Button } from "../../../components/button.tsx";
import { Card } from "../../../components/card.tsx";
import { formatPercent } from "../../../components/format.ts";
import { Icon } from "../../../components/icons.tsx";
import { StatusIcon, nameStatus } from "../../../components/status-badge.tsx";
import { useRunView } from "../run-view.ts";
import { createTally, type TallyGroup, type TallyVoter } from "./create-tally.ts";

/** How the voters of a consensus run have answered, and what follows from it. */
export function TallyView() {
  const { picture } = useRunView();
  const { detail, tasks } = picture;
  const { plan, outcome, run } = detail;
  const tally = useMemo(
    () => createTally(run.runId, plan, outcome, tasks),
    [run.runId, plan, outcome, tasks],
  );
  const { verdict, notes, groups, others, minAgreement, denominator, consensus } = tally;
  const look = consensus === undefined ? "open" : consensus ? "yes" : "no";
  return (
    <Card title="Verdict">
      <div className="tally">
        <p className={`tally__verdict tally__verdict--${look}`} role="status">
          <Icon
            name={
              { open: "running", yes: "completed", no: "warning" }[look] as
                | "running"
                | "completed"
                | "warning"
            }
          />{" "}
          {verdict}
        </p>
        {groups.map((group, index) => (
          <GroupRow key={index} group={group} denominator={denominator} minAgreement={minAgreement} />
        ))}
        {others.length === 0 ? undefined : (
          <div className="tally__group">
            <p className="tally__answer tally__answer--none">
              {groups.length === 0 ? "Voters" : "Without a vote"}
            </p>
            <ul className="tally__voters">
              {others.map((voter) => (
                <Voter key={voter.taskId} voter={voter} hasNote />
              ))}
            </ul>
          </div>
        )}
        {notes.length === 0 ? undefined : <p className="tally__notes">{notes.join(" ")}</p>}
      </div>
    </Card>
  );
}

function GroupRow({
  group: { answer, share, confidence, leads, voters },
  denominator,
  minAgreement,
}: {
  readonly group: TallyGroup;
  readonly denominator: number;
  readonly minAgreement: number;
}) {
  const percent = formatPercent(share * 100);
  return (
    <div className="tally__group">
      <p className="tally__answer">
        <strong>{answer}</strong>
        <span className="tally__share figure">
          {leads ? "leads · " : ""}
          {percent}
          {confidence > 0 ? ` · confidence ${confidence.toFixed(2)}` : ""}
        </span>
      </p>
      <div
        className={leads ? "tally__bar tally__bar--leads" : "tally__bar"}
        role="img"
        aria-label={`${percent} of the votes; ${formatPercent(minAgreement * 100)} needed`}
      >
        {voters.map(({ taskId, weight }) => (
          <span
            key={taskId}
            className="tally__vote"
            style={{ inlineSize: `${(weight / denominator) * 100}%` }}
          />
        ))}
        <span className="tally__threshold" style={{ insetInlineStart: `${minAgreement * 100}%` }} />
      </div>
      <ul className="tally__voters">
        {voters.map((voter) => (
          <Voter key={voter.taskId} voter={voter} />
        ))}
      </ul>
    </div>
  );
}

function Voter({ voter, hasNote = false }: { readonly voter: TallyVoter; readonly hasNote?: boolean }) {
  const { select } = useRunView();
  const { taskId, name, weight, status, note } = voter;
  return (
    <li className="tally__voter">
      {status === "planned" ? undefined : <StatusIcon status={status} />}
      <Button look="quiet" disabled={status === "planned"} onClick={() => select(taskId)}>
        {name}
      </Button>
      {weight === 1 ? undefined : <span className="tally__muted">weight {weight}</span>}
      {hasNote ? (
        <span className="tally__muted">
          {note ?? (status === "planned" ? "not asked yet" : nameStatus(status))}
        </span>
      ) : undefined}
    </li>
  );
}
