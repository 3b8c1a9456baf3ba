import { Link } from "wouter";
import type { Approval } from "../../../api/approval.ts";
import { Card } from "../../components/card.tsx";
import { Failed } from "../../components/states.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { Ago } from "../../components/time.tsx";
import { AnswerForm } from "./answer-form.tsx";
import { AskedAction } from "./asked-action.tsx";
import { DecisionForm } from "./decision-form.tsx";
import { useAnswer } from "./use-answer.ts";

/** One open question: what is asked, why, since when, and the answer. */
export function ApprovalCard({
  approval,
  onAnswered,
}: {
  readonly approval: Approval;
  readonly onAnswered: () => void;
}) {
  const { runId, agentType, agentName, description, runTitle, action, shown, since, key } = approval;
  const answering = useAnswer(approval, onAnswered);
  const asker = agentName ?? agentType;
  const isDecision = action !== undefined && action !== "";
  return (
    <Card
      title={isDecision ? `${asker} asks to ${action}` : `${asker} asks for “${key}”`}
      actions={
        <span className="row small muted">
          <StatusBadge status="waiting" /> asked <Ago at={since} />
        </span>
      }
    >
      {shown === undefined || shown === "" ? undefined : <AskedAction shown={shown} />}
      <dl className="approval__why">
        <div>
          <dt>Run</dt>
          <dd>
            <Link href={`/runs/${encodeURIComponent(runId)}`}>{runTitle === "" ? runId : runTitle}</Link>
          </dd>
        </div>
        {description === runTitle ? undefined : (
          <div>
            <dt>Task</dt>
            <dd>{description}</dd>
          </div>
        )}
        <div>
          <dt>Asked by</dt>
          <dd>{[agentType, agentName].filter(Boolean).join(" · ")}</dd>
        </div>
      </dl>
      {answering.error === undefined ? undefined : <Failed error={answering.error} />}
      {answering.sending === undefined ? undefined : (
        <p role="status" className="muted">
          {answering.sending} is on its way …
        </p>
      )}
      {isDecision ? <DecisionForm answering={answering} /> : <AnswerForm answering={answering} />}
    </Card>
  );
}
