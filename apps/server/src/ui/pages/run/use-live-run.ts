import { delay, systemRuntime } from "@convoke/core";
import { useCallback, useEffect, useState } from "react";
import { followEvents } from "../../../follow-events.ts";
import { authorizedFetch, client, read, RequestError } from "../../api/connection.ts";
import { followRun } from "./live/follow-run.ts";
import type { RunPicture } from "./live/run-picture.ts";

/** A run as it is now, and how the connection to it stands. */
export interface LiveRun {
  readonly picture: RunPicture | undefined;
  /** Why there is no picture, or none any more. */
  readonly error: Error | undefined;
  /** Nothing new comes at the moment; it is tried again by itself. */
  readonly isOffline: boolean;
  /** Starts over with a new snapshot. */
  reload(): void;
}

interface State {
  readonly picture: RunPicture | undefined;
  readonly error: Error | undefined;
  readonly isOffline: boolean;
}

const nothing: State = { picture: undefined, error: undefined, isOffline: false };

/** The picture of a run: a snapshot, kept up to date by the run's stream until the run has ended. */
export function useLiveRun(runId: string): LiveRun {
  const [state, setState] = useState(nothing);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const change = (part: Partial<State>): void => {
      if (!signal.aborted) setState((before) => ({ ...before, ...part }));
    };
    followRun({
      runtime: systemRuntime,
      signal,
      takeSnapshot: () => read(client.api.runs[":id"].$get({ param: { id: encodeURIComponent(runId) } })),
      isFinal: (error) => error instanceof RequestError && error.problem.status < 500,
      follow: (after) =>
        followEvents({
          baseUrl: window.location.origin,
          fetch: authorizedFetch,
          runId,
          after,
          brief: true,
          signal,
          onState: ({ status }) => change({ isOffline: status === "waiting" }),
        }),
      nextFrame,
      onPicture: (picture) => change({ picture, isOffline: false }),
      onError: (error) => change({ error, isOffline: error !== undefined }),
    }).catch((error: Error) => change({ error, isOffline: false }));
    return () => controller.abort();
  }, [runId, round]);
  const reload = useCallback(() => {
    setState(nothing);
    setRound((before) => before + 1);
  }, []);
  return { ...state, reload };
}

const batchMs = 60;

/** A moment in which to draw: a frame of a page that is seen, a short while otherwise. */
async function nextFrame(signal: AbortSignal): Promise<void> {
  await delay(systemRuntime, batchMs, signal);
  if (document.visibilityState === "visible") await new Promise((resolve) => requestAnimationFrame(resolve));
}
