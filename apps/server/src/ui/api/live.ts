import { delay, systemRuntime } from "@convoke/core";
import type { BriefEvent } from "../../api/event.ts";
import { followEvents } from "../../follow-events.ts";
import { authorizedFetch } from "./connection.ts";
import { tokenStore } from "./token.ts";

/** How the stream of events stands. */
export type Connection = "connecting" | "live" | "offline";

/** Without progress: lists do not show it, and there may be much. */
const types = [
  "run-started",
  "run-settled",
  "task-created",
  "task-started",
  "task-waiting",
  "task-answered",
  "task-settled",
  "attempt-failed",
  "events-dropped",
] as const;

const firstDelayMs = 500;
const longestDelayMs = 10_000;

let connection: Connection = "connecting";
let epoch = 0;
const stateListeners = new Set<() => void>();
const eventListeners = new Set<(event: BriefEvent) => void>();

function setState(next: Connection): void {
  if (connection === next) return;
  connection = next;
  for (const listener of stateListeners) listener();
}

/** Everything that is shown is asked for anew. */
export function refreshAll(): void {
  epoch++;
  for (const listener of stateListeners) listener();
}

/** The one stream of the app, as external stores of React. */
export const liveStore = {
  subscribe(listener: () => void): () => void {
    stateListeners.add(listener);
    return () => stateListeners.delete(listener);
  },
  connection: (): Connection => connection,
  /** Grows whenever something may have been missed: after the stream was lost and is back. */
  epoch: (): number => epoch,
};

/** Calls `listener` for each event of the server while the stream is live; returns how to stop. */
export function onServerEvent(listener: (event: BriefEvent) => void): () => void {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
}

/**
 * Keeps the stream open until `signal` aborts.
 *
 * After a loss it starts from what is now, not from what was missed: a server that was restarted may count anew, and
 * the pages ask again anyway.
 */
export async function keepLive(signal: AbortSignal): Promise<void> {
  let pauseMs = firstDelayMs;
  let wasOpen = false;
  while (!signal.aborted) {
    await followOnce(signal, () => {
      pauseMs = firstDelayMs;
      setState("live");
      if (wasOpen) refreshAll();
      wasOpen = true;
    }).catch(() => undefined);
    if (signal.aborted) return;
    setState("offline");
    // What was asked for meanwhile may have failed, or miss what happened since.
    wasOpen = true;
    await waitForReason(pauseMs, signal);
    pauseMs = Math.min(longestDelayMs, pauseMs * 2);
  }
}

async function followOnce(signal: AbortSignal, onOpen: () => void): Promise<void> {
  const lost = new AbortController();
  const events = followEvents({
    baseUrl: window.location.origin,
    brief: true,
    types,
    fetch: authorizedFetch,
    signal: AbortSignal.any([signal, lost.signal]),
    onState({ status }) {
      if (status === "open") onOpen();
      if (status === "waiting") lost.abort();
    },
  });
  for await (const event of events) {
    if (event.type === "events-dropped") refreshAll();
    for (const listener of eventListeners) listener(event);
  }
}

/** Waits for the delay, or for what makes another attempt worth it before: the network, the reader, a token. */
async function waitForReason(pauseMs: number, signal: AbortSignal): Promise<void> {
  const soon = new AbortController();
  const go = (): void => soon.abort();
  window.addEventListener("online", go);
  document.addEventListener("visibilitychange", go);
  const stop = tokenStore.subscribe(go);
  const spread = pauseMs * (0.75 + systemRuntime.random() / 2);
  await delay(systemRuntime, spread, AbortSignal.any([signal, soon.signal])).catch(() => undefined);
  window.removeEventListener("online", go);
  document.removeEventListener("visibilitychange", go);
  stop();
}
