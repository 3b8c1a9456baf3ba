import { systemRuntime } from "@convoke/core";
import { useRef, useState } from "react";
import type { RunRequest } from "../../../api/plan.ts";
import { client, read, RequestError } from "../../api/connection.ts";
import type { FieldProblem } from "../../forms/find-problems.ts";
import { placeProblems } from "./place-problems.ts";

/** Starting runs: one for each filled form, however often it is asked for. */
export interface Start {
  readonly isStarting: boolean;
  /** What the server had against the last attempt, while the form is still the same. */
  readonly refused: readonly FieldProblem[];
  /** The id of the run, or `undefined` when it was refused. */
  start(request: unknown): Promise<string | undefined>;
}

/** How a run is started; `request` is the form as it stands now. */
export function useStart(request: unknown): Start {
  const text = JSON.stringify(request);
  // The key belongs to what was filled in: the same form again is the same run, another form is another.
  const attempt = useRef({ text: "", key: "" });
  const [isStarting, setStarting] = useState(false);
  const [refused, setRefused] = useState<{
    readonly text: string;
    readonly problems: readonly FieldProblem[];
  }>();
  return {
    isStarting,
    refused: refused?.text === text ? refused.problems : [],
    async start(wanted) {
      const body = JSON.stringify(wanted);
      if (attempt.current.text !== body) attempt.current = { text: body, key: systemRuntime.createId() };
      const header = { "idempotency-key": attempt.current.key };
      setStarting(true);
      try {
        // The server checks what it is sent; the form's own types end here.
        const answer = await read(client.api.runs.$post({ json: wanted as RunRequest, header }));
        return answer.runId;
      } catch (error) {
        const problems =
          error instanceof RequestError
            ? placeProblems(error.problem)
            : [
                {
                  path: [],
                  message: error instanceof Error ? error.message : String(error),
                  isMissing: false,
                },
              ];
        setRefused({ text, problems });
        return undefined;
      } finally {
        setStarting(false);
      }
    },
  };
}
