import { useState } from "react";
import { Link } from "wouter";
import { Button } from "../../components/button.tsx";
import { Icon } from "../../components/icons.tsx";
import type { WaitingQuestion } from "./turn.ts";
import { WrittenText } from "./written-text.tsx";

/** A question that the run waits for: what would be done, and the two answers. */
export function ApprovalRequest({
  question,
  answer,
}: {
  readonly question: WaitingQuestion;
  readonly answer: (approved: boolean) => Promise<void>;
}) {
  const [given, setGiven] = useState<boolean>();
  const [error, setError] = useState<string>();
  const give = (approved: boolean): void => {
    setGiven(approved);
    setError(undefined);
    answer(approved).catch((thrown: Error) => {
      setGiven(undefined);
      setError(thrown.message);
    });
  };
  const { action, shown } = question;
  const isApproval = question.key.startsWith("approve-");
  return (
    <section className="approval" aria-label="Waits for your approval">
      <p className="approval__title">
        <Icon name="waiting" />
        {isApproval ? (
          <>
            May it do this? <span className="mono">{action}</span>
          </>
        ) : (
          <>
            It waits for an answer to <span className="mono">{question.key}</span>.
          </>
        )}
      </p>
      {shown === undefined ? undefined : <WrittenText text={shown} isOver />}
      {isApproval ? undefined : (
        <p>
          <Link href="/approvals">Answer under Approvals</Link>
        </p>
      )}
      <div className="row" hidden={!isApproval}>
        <Button look="primary" disabled={given !== undefined} onClick={() => give(true)}>
          Approve
        </Button>
        <Button look="danger" disabled={given !== undefined} onClick={() => give(false)}>
          Deny
        </Button>
        {given === undefined ? undefined : (
          <span className="muted" role="status">
            {given ? "Approved; it goes on …" : "Denied; it goes on without …"}
          </span>
        )}
      </div>
      {error === undefined ? undefined : (
        <p className="field__error" role="alert">
          {error}
        </p>
      )}
    </section>
  );
}
