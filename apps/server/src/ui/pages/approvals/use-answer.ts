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
  const post = async (value: unknown, words: string): Promise<void> => {
    try {
      await read(client.api.approvals.$post({ header: {}, json: { taskId, key, value } }));
      announce(`${words}: taken.`);
      onAnswered();
    } catch (failure) {
      setSending(undefined);
      if (isOver(failure)) {
        announce(failure.message, "bad");
        onAnswered();
      } else {
        setError(failure as Error);
      }
    }
  };
  return {
    sending,
    error,
    send(value, words) {
      setSending(words);
      setError(undefined);
      void post(value, words);
    },
  };
}

/** Somebody else was first, or the task has ended: the question goes, what happened to it is told. */
function isOver(failure: unknown): failure is RequestError {
  return failure instanceof RequestError && [404, 409].includes(failure.problem.status);
}
