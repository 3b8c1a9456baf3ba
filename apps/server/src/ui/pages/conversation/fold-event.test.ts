import { createEnhancedAgent } from "@convoke/enhanced-agent";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createTestAgents,
  createTestServices,
  type TestServices,
} from "../../../../test/create-test-services.ts";
import type { BriefEvent } from "../../../api/event.ts";
import type { RunDetail } from "../../../api/run.ts";
import type { TaskDetail } from "../../../api/task.ts";
import { foldEvent } from "./fold-event.ts";
import { foldApprovals, foldSnapshot, foldTask } from "./fold-snapshot.ts";
import { createTurn, type Turn } from "./turn.ts";

let server: TestServices;
let runId: string;
let detail: RunDetail;
let task: TaskDetail;
const events: BriefEvent[] = [];

/** One real run of the main agent by its rules, with everything that is told of it. */
beforeAll(async () => {
  server = await createTestServices({ agents: [...createTestAgents(), createEnhancedAgent()] });
  server.services.orchestrator.subscribe((event) => void events.push(structuredClone(event) as BriefEvent));
  const settled = new Promise<void>((resolve) =>
    server.services.orchestrator.subscribe((event) => {
      if (event.type === "run-settled") resolve();
    }),
  );
  const ask = async <Body>(path: string, init?: RequestInit): Promise<Body> =>
    (await (await server.app.request(path, init)).json()) as Body;
  const body = JSON.stringify({ prompt: "Research TypeScript and create a plan to use it", sessionId: "s" });
  const headers = { "content-type": "application/json" };
  ({ runId } = await ask<{ runId: string }>("/api/runs", { method: "POST", headers, body }));
  await settled;
  detail = await ask<RunDetail>(`/api/runs/${runId}`);
  task = await ask<TaskDetail>(`/api/tasks/${encodeURIComponent(runId)}`);
});
afterAll(() => server.close());

const start = (): Turn => createTurn("k", "Research TypeScript", runId);
const foldAll = (turn: Turn, told: readonly BriefEvent[]): Turn => told.reduce(foldEvent, turn);
/** Of a turn, what does not depend on when one looked; tasks come from the stream with their inputs here. */
const shownOf = ({ cursor: _, tasks, ...turn }: Turn): unknown => ({
  ...turn,
  tasks: tasks.map(({ taskId, status, finishedAt }) => ({ taskId, status, finishedAt })),
});

describe("foldEvent", () => {
  test("follows a run to its end, with its delegations and states", () => {
    const before = foldAll(start(), events.slice(0, -2));
    expect(before.live.checks.length).toBeGreaterThan(0);
    expect(before.live.states).toContain("VERIFYING");
    const turn = foldAll(start(), events);
    expect({ status: turn.status, failure: turn.failure, waiting: turn.waiting }).toEqual({
      status: "completed",
      failure: undefined,
      waiting: [],
    });
    expect(turn.tasks.filter(({ parentId }) => parentId === runId).length).toBeGreaterThan(0);
    expect(foldTask(turn, task).result?.answer).not.toBe("");
  });

  test("is not changed by an event that comes twice, at any point", () => {
    let turn = start();
    for (const event of events) {
      turn = foldEvent(turn, event);
      expect(foldEvent(turn, event)).toEqual(turn);
    }
    expect(foldAll(turn, events)).toEqual(turn);
  });

  test("comes to the same by any beginning of the events and the snapshot as by all events", () => {
    const all = shownOf(foldTask(foldAll(start(), events), task));
    for (let length = 0; length <= events.length; length++) {
      const turn = foldSnapshot(foldAll(start(), events.slice(0, length)), detail);
      expect(shownOf(foldTask(turn, task))).toEqual({ ...(all as object) });
    }
  });

  test("puts a recap in the place of what was told, and goes on behind it", () => {
    const told = (at: number, text: string) => ({ at, progress: { data: { type: "text", text, step: 1 } } });
    const piece = (at: number, text: string): BriefEvent => ({
      type: "task-progress",
      runId,
      taskId: runId,
      ...told(at, text),
    });
    const recap: BriefEvent = {
      type: "progress-recap",
      runId,
      taskId: runId,
      at: 2,
      entries: [told(2, "one two ")],
      omitted: 0,
    };
    const turn = foldAll(start(), [piece(1, "one "), recap, piece(3, "three"), piece(3, "three"), recap]);
    expect(turn.live.texts).toEqual([{ step: 1, text: "one two three" }]);
  });

  test("ignores other runs, and what is older than what it holds", () => {
    const turn = foldAll(start(), events);
    expect(foldEvent(turn, { ...events[0]!, runId: "another" })).toBe(turn);
    expect(foldSnapshot(turn, { ...detail, cursor: 0, tasks: [] })).toBe(turn);
  });
});

describe("foldApprovals", () => {
  test("holds what is asked until it is answered, however it became known", () => {
    const waiting: BriefEvent = {
      type: "task-waiting",
      runId,
      taskId: runId,
      key: "approve-a1",
      at: 1,
      sequence: 9,
      cursor: 9,
    };
    const pending = { type: "approval-pending", action: "DELEGATE", key: "a1", shown: "ACTION: DELEGATE" };
    const progress: BriefEvent = {
      type: "task-progress",
      runId,
      taskId: runId,
      at: 1,
      progress: { data: pending },
    };
    const question = { taskId: runId, key: "approve-a1", action: "DELEGATE", shown: "ACTION: DELEGATE" };
    expect(foldAll(start(), [waiting, progress]).waiting).toEqual([question]);
    expect(foldAll(start(), [progress, waiting]).waiting).toEqual([question]);
    const approval = { ...question, runId, agentType: "main", description: "", runTitle: "", since: 1 };
    const known = foldApprovals(foldAll(start(), [waiting]), [
      approval,
      { ...approval, runId: "another", key: "b" },
    ]);
    expect(known.waiting).toEqual([question]);
    expect(foldApprovals(known, []).waiting).toEqual([]);
    const answered: BriefEvent = { ...waiting, type: "task-answered", sequence: 10, cursor: 10 };
    expect(foldEvent(known, answered).waiting).toEqual([]);
  });
});
