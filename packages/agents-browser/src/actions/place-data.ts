import type { ActionRecord } from "./action-record.ts";
import { BrowserError } from "../errors/browser-error.ts";

/** UTF-16 code units of JSON that one program may extract. */
const mostData = 10_000_000;

/** Adds up what a program's actions extract. */
export interface DataMeter {
  /** Rejects with `limit_exceeded`, the record without its data in `details.record`, when there is too much of it. */
  add(record: ActionRecord): void;
}

/** Starts to add up the data of one program. */
export function createDataMeter(most = mostData): DataMeter {
  let sum = 0;
  return {
    add({ data, ...record }) {
      if (data === undefined) return;
      sum += JSON.stringify(data)?.length ?? 0;
      if (sum <= most) return;
      const problem = `The program has extracted ${sum} characters of JSON, and at most ${most} are kept; extract less of each page, or in several programs`;
      throw new BrowserError("limit_exceeded", problem, {
        details: { characters: sum, limit: most, record: { ...record, status: "failed", error: problem } },
      });
    },
  };
}

/** A program's data by their names. Records do not hold them a second time, but say how many entries there are. */
export function placeData(records: readonly ActionRecord[]): {
  readonly actions: readonly ActionRecord[];
  readonly data: Readonly<Record<string, unknown>>;
} {
  const named = new Map<string, unknown>();
  for (const { action, data } of records)
    if (action.action === "extract" && data !== undefined) named.set(action.as ?? "data", data);
  const actions = records.map((record) => {
    const { data, ...rest } = record;
    // Of two under one name the first is nowhere else.
    if (
      record.action.action !== "extract" ||
      data === undefined ||
      named.get(record.action.as ?? "data") !== data
    )
      return record;
    return { ...rest, ...(Array.isArray(data) && { count: data.length }) };
  });
  return { actions, data: Object.fromEntries(named) };
}
