import type { Orchestrator, Runtime } from "@convoke/core";
import type { StatisticsBody } from "../api/statistics.ts";

type Minute = StatisticsBody["minutes"][number];

/** What ended in each of the last minutes. */
export interface MinuteSeries {
  list(): readonly Minute[];
  readonly costUsd: number;
  readonly tokens: number;
  close(): void;
}

const minuteMs = 60_000;
const mostMinutes = 120;

/** Counts from now on, until it is closed. */
export function createMinuteSeries(orchestrator: Orchestrator, { now }: Pick<Runtime, "now">): MinuteSeries {
  const minutes: { -readonly [Name in keyof Minute]: Minute[Name] }[] = [];
  let costUsd = 0;
  let tokens = 0;
  const stop = orchestrator.subscribe(
    (event) => {
      if (event.type !== "task-settled") return;
      const { status, spend, startedAt, finishedAt = event.at } = event.task;
      const at = Math.floor(event.at / minuteMs) * minuteMs;
      let minute = minutes.at(-1);
      if (minute === undefined || minute.at < at) {
        minute = { at, completed: 0, failed: 0, cancelled: 0, costUsd: 0, averageMs: 0 };
        minutes.push(minute);
        if (minutes.length > mostMinutes) minutes.shift();
      }
      if (status === "completed" || status === "failed" || status === "cancelled") minute[status]++;
      const ended = minute.completed + minute.failed + minute.cancelled;
      minute.averageMs += (finishedAt - (startedAt ?? finishedAt) - minute.averageMs) / ended;
      minute.costUsd += spend?.costUsd ?? 0;
      costUsd += spend?.costUsd ?? 0;
      tokens += spend?.tokens ?? 0;
    },
    { types: ["task-settled"] },
  );
  return {
    list() {
      // After a pause, what came before it may be long ago.
      const oldest = now() - mostMinutes * minuteMs;
      return minutes.filter(({ at }) => at >= oldest).map((minute) => ({ ...minute }));
    },
    get costUsd() {
      return costUsd;
    },
    get tokens() {
      return tokens;
    },
    close: stop,
  };
}
