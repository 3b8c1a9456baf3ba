import type { EnhancedResult } from "@convoke/enhanced-agent";
import { Link } from "wouter";
import { Money, Tokens } from "../../components/amounts.tsx";
import { Icon } from "../../components/icons.tsx";
import { Duration } from "../../components/time.tsx";
import { rootOf, type Turn } from "./turn.ts";

/** What stands below an answer: how it was checked, what was learned, what it took. */
export function AnswerNotes({ turn, result }: { readonly turn: Turn; readonly result: EnhancedResult }) {
  const { checks, lesson, method, modelName, usage, delegations } = result;
  const tokens = usage.inputTokens + usage.outputTokens;
  const spent = rootOf(turn)?.spend?.costUsd ?? usage.costUsd;
  const { startedAt, finishedAt, runId } = turn;
  const passed = checks.filter((check) => check.passed).length;
  return (
    <footer className="answer-notes">
      <p className="answer-notes__line">
        <span>
          {method === "model"
            ? `Language model${modelName === undefined ? "" : ` ${modelName}`}`
            : "By rules"}
        </span>
        <span>{delegations.length === 1 ? "1 delegation" : `${delegations.length} delegations`}</span>
        {startedAt === undefined || finishedAt === undefined ? undefined : (
          <Duration ms={finishedAt - startedAt} />
        )}
        <span>
          <Money usd={spent} />
        </span>
        {tokens === 0 ? undefined : (
          <span>
            <Tokens count={tokens} /> tokens
          </span>
        )}
        {runId === undefined ? undefined : (
          <Link href={`/runs/${encodeURIComponent(runId)}`}>Open the run</Link>
        )}
      </p>
      {checks.length === 0 ? undefined : (
        <details className="answer-notes__checks">
          <summary>
            {passed === checks.length
              ? `All ${checks.length} checks passed`
              : `${passed} of ${checks.length} checks passed`}
          </summary>
          <ul>
            {checks.map(({ about, passed: isPassed, problem }, at) => (
              <li key={at} className={isPassed ? "status--completed" : "status--failed"}>
                <Icon name={isPassed ? "completed" : "failed"} />
                <span>
                  <span className="visually-hidden">{isPassed ? "Passed: " : "Not passed: "}</span>
                  {about}
                  {problem === undefined ? "" : `: ${problem}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {lesson === undefined ? undefined : (
        <p className="answer-notes__lesson">
          <strong>Lesson kept:</strong> {lesson}
        </p>
      )}
    </footer>
  );
}
