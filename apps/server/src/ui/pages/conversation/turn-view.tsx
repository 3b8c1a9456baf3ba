import { useId, useMemo } from "react";
import { Link } from "wouter";
import { Button } from "../../components/button.tsx";
import { Elapsed } from "../../components/time.tsx";
import { AnswerNotes } from "./answer-notes.tsx";
import { AnswerText } from "./answer-text.tsx";
import { ApprovalRequest } from "./approval-request.tsx";
import { CitationLink, listSources } from "./citation-link.tsx";
import type { Conversation } from "./conversation.ts";
import { EvidenceList } from "./evidence-list.tsx";
import { explainFailure } from "./explain-failure.ts";
import { isOver, type Turn, type TurnFailure } from "./turn.ts";
import { WorkView } from "./work-view.tsx";
import { WrittenText } from "./written-text.tsx";

/** One message and what became of it: the work while it goes on, then the answer with its evidence. */
export function TurnView({
  turn,
  conversation,
}: {
  readonly turn: Turn;
  readonly conversation: Conversation;
}) {
  const id = useId();
  const { result, runId, key, status, failure } = turn;
  const sources = useMemo(() => (result === undefined ? [] : listSources(result)), [result]);
  const isAnswered = result !== undefined && runId !== undefined;
  return (
    <article className="turn" aria-labelledby={id}>
      <div className="turn__question">
        <h2 id={id} className="turn__prompt">
          <span className="visually-hidden">You: </span>
          {turn.prompt || "…"}
        </h2>
      </div>
      <div className={sources.length > 0 ? "turn__body turn__body--evidence" : "turn__body"}>
        <div className="turn__main">
          {isAnswered ? (
            <>
              <details className="turn__work">
                <summary>How it came to this</summary>
                <WorkView turn={turn} />
              </details>
              <AnswerText
                text={result.answer}
                cite={(cited, at) => (
                  <CitationLink
                    key={at}
                    turnKey={key}
                    id={cited}
                    source={sources.find((source) => source.id === cited)}
                  />
                )}
              />
              <AnswerNotes turn={turn} result={result} />
            </>
          ) : (
            <Work turn={turn} conversation={conversation} />
          )}
          {failure === undefined ? undefined : (
            <FailureView failure={failure} runId={runId} again={() => void conversation.send(turn.prompt)} />
          )}
          {status === "lost" ? (
            <p className="turn__lost">
              The server no longer keeps this run: only its latest ones stay, as its settings say.
            </p>
          ) : undefined}
        </div>
        {isAnswered ? (
          <EvidenceList turnKey={key} prompt={turn.prompt} runId={runId} sources={sources} />
        ) : undefined}
      </div>
    </article>
  );
}

function Work({ turn, conversation }: { readonly turn: Turn; readonly conversation: Conversation }) {
  const { live, status, startedAt, waiting } = turn;
  if (status === "lost") return undefined;
  return (
    <>
      {isOver(turn) && turn.tasks.length === 0 ? undefined : <WorkView turn={turn} />}
      {live.texts.slice(-1).map(({ step, text }) => (
        <WrittenText key={step} text={text} isOver={false} />
      ))}
      {waiting.map((question) => (
        <ApprovalRequest
          key={`${question.taskId} ${question.key}`}
          question={question}
          answer={(approved) => conversation.answer(question, approved)}
        />
      ))}
      {isOver(turn) ? undefined : (
        <p className="turn__working muted">
          {status === "sending" ? "Sending …" : waiting.length > 0 ? "Waits for you" : "Working"}{" "}
          {startedAt === undefined || waiting.length > 0 ? undefined : <Elapsed since={startedAt} />}
        </p>
      )}
    </>
  );
}

function FailureView({
  failure,
  runId,
  again,
}: {
  readonly failure: TurnFailure;
  readonly runId: string | undefined;
  readonly again: () => void;
}) {
  const { title, advice } = explainFailure(failure);
  return (
    <section
      className={`failure failure--${failure.code === "cancelled" ? "quiet" : "loud"}`}
      aria-label={title}
    >
      <p className="failure__title">{title}</p>
      {failure.message === "" ? undefined : (
        <p className="failure__message">
          {failure.message} <span className="mono">({failure.code})</span>
        </p>
      )}
      <p className="muted">{advice}</p>
      <div className="row">
        <Button onClick={again}>Ask again</Button>
        {runId === undefined ? undefined : (
          <Link href={`/runs/${encodeURIComponent(runId)}`}>Open the run</Link>
        )}
      </div>
    </section>
  );
}
