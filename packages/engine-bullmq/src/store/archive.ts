import type { ArchiveFilter, Page, RunRecord, StoredEvent, TaskArchive, TaskRecord } from "@convoke/core";
import {
  briefPageSize,
  checkCount,
  pageSize,
  readCursor,
  readRunId,
  runPageSize,
} from "@convoke/core/store-kit";
import { createDamageError } from "../connection/failure.ts";
import { toRunRecord, toRunSummary, toStoredEvents, toTaskRecord } from "./from-replies.ts";
import type { Link } from "./link.ts";
import type { ScriptName } from "./scripts/scripts.ts";
import { encodeText, toSearched } from "./store-text.ts";

/** A record as a script hands it out: its number, then what belongs to it. */
type Row = readonly [number: string, ...rest: unknown[]];

/** Creates the reading side of the store. */
export function createRedisArchive(link: Link): Omit<TaskArchive, "prune"> {
  /** Asks for slices until there are `limit` rows, or no more of them: one slice looks at a bounded number of entries. */
  async function scan(
    script: ScriptName,
    start: number,
    limit: number,
    toArguments: (bound: string, limit: string) => readonly string[],
  ): Promise<readonly Row[]> {
    const rows: Row[] = [];
    let bound = String(start);
    while (rows.length < limit && bound !== "") {
      const [, last, found] = await link.read(script, toArguments(bound, String(limit - rows.length)));
      for (const row of found as readonly Row[]) rows.push(row);
      bound = String(last);
    }
    return rows;
  }

  async function queryRuns(
    filter: ArchiveFilter & { kind: "runs" },
    after: number,
  ): Promise<Page<RunRecord>> {
    const status = filter.status ?? "";
    const rows = await scan("runs", after, pageSize + 1, (bound, limit) => {
      return ["0", bound, limit, "0", status, "", "", ""];
    });
    return toPage(rows, pageSize, ([, head, plan]) => toRunRecord(head, plan));
  }

  async function queryTasks(
    filter: ArchiveFilter & { kind: "tasks" },
    after: number,
  ): Promise<Page<TaskRecord>> {
    const { brief = false } = filter;
    const size = brief ? briefPageSize : pageSize;
    const conditions = [
      brief ? "1" : "0",
      filter.status ?? "",
      toWanted(filter.agentType),
      toWanted(filter.runId),
    ];
    const rows = await scan("tasks", after, size + 1, (bound, limit) => [bound, limit, ...conditions]);
    return toPage(rows, size, ([, ...texts]) => toTaskRecord(texts as readonly string[]));
  }

  return {
    async find(taskId) {
      const [outcome, ...texts] = await link.read("find", [
        encodeText(readRunId(taskId)),
        encodeText(taskId),
      ]);
      return outcome === "none" ? undefined : understand(() => toTaskRecord(texts as readonly string[]));
    },
    async findRun(runId) {
      const [outcome, head, plan] = await link.read("findRun", [encodeText(runId)]);
      return outcome === "none" ? undefined : understand(() => toRunRecord(head, plan));
    },
    async query(filter, cursor): Promise<Page<TaskRecord | RunRecord>> {
      const after = readCursor(cursor) ?? 0;
      return filter.kind === "runs" ? queryRuns(filter, after) : queryTasks(filter, after);
    },
    async listRuns(filter, cursor) {
      const { strategy, agentType, search = "" } = filter;
      const before = readCursor(cursor) ?? Number.MAX_SAFE_INTEGER;
      const conditions = [filter.status ?? "", toWanted(strategy), toWanted(agentType), toSearched(search)];
      const rows = await scan("runs", before, runPageSize + 1, (bound, limit) => {
        return ["1", bound, limit, "1", ...conditions];
      });
      return toPage(rows, runPageSize, ([, head, sums, agents]) => toRunSummary(head, sums, agents));
    },
    async readEvents(cursor, limit, runId) {
      checkCount("cursor", cursor);
      checkCount("limit", limit);
      const events: StoredEvent[] = [];
      let bound = String(cursor);
      while (events.length < limit && bound !== "") {
        const wanted = [bound, String(limit - events.length), toWanted(runId)];
        const [, last, rows] = await link.read("events", wanted);
        for (const row of rows as readonly (readonly string[])[]) {
          for (const event of understand(() => toStoredEvents(row))) {
            if (event.cursor > cursor && events.length < limit) events.push(event);
          }
        }
        bound = String(last);
      }
      return events;
    },
    async lastCursor() {
      const [, cursor] = await link.read("lastCursor", []);
      return Number(cursor);
    },
  };
}

/** A condition that may be absent, told apart from one that is an empty text. */
function toWanted(text: string | undefined): string {
  return text === undefined ? "" : `=${encodeText(text)}`;
}

/** A page of what was read, which is one row more when the listing goes on. */
function toPage<Item>(rows: readonly Row[], size: number, read: (row: Row) => Item): Page<Item> {
  const items = understand(() => rows.slice(0, size).map(read));
  return rows.length <= size ? { items } : { items, cursor: rows[size - 1][0] };
}

/** Reads what is stored; says so where something else has changed it. */
export function understand<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw createDamageError(error);
  }
}
