import type {
  AnswerRecord,
  Lease,
  RunRecord,
  RunStatus,
  RunSummary,
  SpendRecord,
  StepRecord,
  StoredEvent,
  StoredRun,
  TaskRecord,
} from "@convoke/core";
import { createLeaseLostError } from "@convoke/core/store-kit";
import type { Reply } from "./link.ts";
import { decodeText } from "./store-text.ts";

type Texts = readonly string[];
/** The header of a run as JSON, its status, and how it ended as JSON. */
type Head = readonly [head: string, status: string, ending: string];

/** A value as a script hands it out: an empty text is an absent one. */
function readJson(text: string): unknown {
  return text === "" ? undefined : JSON.parse(text);
}

/** What the script says of a lease that is not in force, as an error. */
export function toLeaseLostError(lease: Lease, [, reason, who, fence]: Reply): Error {
  const told: Readonly<Record<string, string>> = {
    unknown: "the store does not know the run",
    released: "the run was given back",
    ended: `the run has ended as ${String(who)}`,
    owned: `${decodeText(String(who))} owns it with fence ${String(fence)}`,
  };
  return createLeaseLostError(lease, told[String(reason)]);
}

/** The leases that were claimed. */
export function toLeases(owner: string, [, expiresAt, ...claimed]: Reply): readonly Lease[] {
  const leases: Lease[] = [];
  for (let index = 0; index < claimed.length; index += 3) {
    const [runId, fence, recoveries] = claimed.slice(index, index + 3);
    leases.push({
      runId: decodeText(String(runId)),
      owner,
      fence: Number(fence),
      expiresAt: Number(expiresAt),
      recoveries: Number(recoveries),
    });
  }
  return leases;
}

export function toTaskRecord([brief, input = "", result = ""]: Texts): TaskRecord {
  const record = JSON.parse(brief) as { -readonly [Key in keyof TaskRecord]: TaskRecord[Key] };
  if (input === "" && result === "") return record;
  record.task = {
    ...record.task,
    ...(input !== "" && { input: readJson(input) }),
    ...(result !== "" && { result: readJson(result) }),
  };
  return record;
}

function toHeader([head, status, ending]: Head): Omit<RunRecord, "plan"> {
  return {
    ...(JSON.parse(head) as Omit<RunRecord, "plan" | "status">),
    status: status as RunStatus,
    ...(readJson(ending) as Pick<RunRecord, "finishedAt" | "stop"> | undefined),
  };
}

export function toRunRecord(head: unknown, plan: unknown): RunRecord {
  return { ...toHeader(head as Head), plan: readJson(plan as string) };
}

/** The whole run, of the head that every slice has and of what the slices have of each kind. */
export function toStoredRun([head, plan, sequence]: readonly unknown[], lists: readonly Texts[]): StoredRun {
  const [tasks, steps, spend, answers] = lists;
  return {
    ...toRunRecord(head, plan),
    tasks: Array.from({ length: tasks.length / 3 }, (_, index) =>
      toTaskRecord(tasks.slice(3 * index, 3 * index + 3)),
    ),
    steps: steps.map((text) => toKeyedValue(text)),
    spend: spend.map((text) => JSON.parse(text) as SpendRecord),
    answers: answers.map((text) => toKeyedValue(text)),
    sequence: Number(sequence),
  };
}

export function toKeyedValue(text: string): StepRecord & AnswerRecord {
  const { taskId, key, value } = JSON.parse(text) as StepRecord;
  return { taskId, key, value };
}

export function toRunSummary(head: unknown, sums: unknown, agents: unknown): RunSummary {
  const [pending, in_progress, completed, failed, cancelled, costUsd, tokens] = (
    sums as readonly (string | null)[]
  ).map(Number);
  return {
    ...toHeader(head as Head),
    tasks: { pending, in_progress, completed, failed, cancelled },
    agentTypes: (agents as Texts)
      .map(decodeText)
      .filter((type) => type !== "")
      .sort(),
    spend: { costUsd, tokens },
  };
}

/** What the log holds of an event: its number in the run, itself, and a third part when it is `undefined`. */
type Entry = readonly [sequence: number, event: unknown, isAbsent?: number];

/** The events of one entry of the log. */
export function toStoredEvents([last, runId, size, text]: Texts): StoredEvent[] {
  const first = Number(last) - Number(size) + 1;
  return (JSON.parse(text) as readonly Entry[]).map(([sequence, event, isAbsent], index) => ({
    runId: decodeText(runId),
    sequence,
    event: isAbsent === undefined ? event : undefined,
    cursor: first + index,
  }));
}
