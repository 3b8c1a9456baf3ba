import { useState } from "react";
import type { Approval } from "../../../api/approval.ts";
import { client, read, RequestError } from "../../api/connection.ts";
import { announce } from "../../components/announce.ts";

/** How the answer to a question stands. */
export interface Answering {
  /** What has been sent and is not confirmed yet, in words. */
  readonly sending: string | undefined;
  readonly error: Error | undefined;
  send(value: unknown, words: string): void;
}

/** Sends the answer to a question; `onAnswered` is called once the server has taken it. */
export function useAnswer({ taskId, key }: Approval, onAnswered: () => void): Answering {
  const [sending, setSending] = useState<string>();
  const [error, setError] = useState<Error>();
  return {
    sending,
    error,
    send(value, words) {
      setSending(words);
      setError(undefined);
      read(client.api.approvals.$post({ header: {}, json: { taskId, key, value } })).then(
        () => {
          announce(`${words}: taken.`);
          onAnswered();
        },
        (failure: Error) => {
          setSending(undefined);
          // Somebody else was first, or the task has ended: the question goes, what happened to it is told.
          const isOver = failure instanceof RequestError && [404, 409].includes(failure.problem.status);
          if (isOver) announce(failure.message, "bad");
          else setError(failure);
          if (isOver) onAnswered();
        },
      );
    },
  };
}
