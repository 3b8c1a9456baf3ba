import { systemRuntime } from "@convoke/core";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { BriefEvent } from "../../api/event.ts";
import { type Connection, liveStore, onServerEvent } from "./live.ts";

/** How the connection to the server stands. */
export function useConnection(): Connection {
  return useSyncExternalStore(liveStore.subscribe, liveStore.connection);
}

/** A number that grows when everything should be asked for anew. */
export function useEpoch(): number {
  return useSyncExternalStore(liveStore.subscribe, liveStore.epoch);
}

/** Calls `listener` for each event of the server. */
export function useServerEvents(listener: (event: BriefEvent) => void): void {
  const onEvent = useEffectEvent(listener);
  useEffect(() => onServerEvent((event) => onEvent(event)), []);
}

/** What belongs together mostly comes within this time. */
const togetherMs = 150;
const leastBetweenMs = 1_000;

/** Calls `reload` soon after events of the given types, once a second at most however many there are. */
export function useReloadOn(types: readonly BriefEvent["type"][], reload: () => void): void {
  const isWanted = useEffectEvent((event: BriefEvent) => types.includes(event.type));
  const onReload = useEffectEvent(reload);
  useEffect(() => {
    let cancel: (() => void) | undefined;
    let lastAt = -Infinity;
    const stop = onServerEvent((event) => {
      if (cancel !== undefined || !isWanted(event)) return;
      const waitMs = Math.max(togetherMs, lastAt + leastBetweenMs - systemRuntime.now());
      cancel = systemRuntime.schedule(() => {
        cancel = undefined;
        lastAt = systemRuntime.now();
        onReload();
      }, waitMs);
    });
    return () => {
      stop();
      cancel?.();
    };
  }, []);
}
