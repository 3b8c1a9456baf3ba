import { describe, expect, test } from "vitest";
import type { BriefEvent } from "../../../api/event.ts";
import type { RunSummary } from "../../../api/run.ts";
import { appendPage, applyEvent, mergeNewest, releaseHeld, startList } from "./run-list.ts";

function createRun(createdAt: number, changes: Partial<RunSummary> = {}): RunSummary {
  return {
    runId: `run-${createdAt}`,
    strategy: "task",
    title: `Run ${createdAt}`,
    status: "running",
    createdAt,
    tasks: { pending: 0, in_progress: 1, completed: 0, failed: 0, cancelled: 0 },
    agentTypes: ["knowledge"],
    spend: { costUsd: 0, tokens: 0 },
    openApprovals: 0,
    ...changes,
  };
}

const idsOf = (runs: readonly RunSummary[]): readonly string[] => runs.map(({ runId }) => runId);

describe("appendPage", () => {
  test("adds older runs below, each once, and goes on from the new cursor", () => {
    const first = startList({ items: [createRun(5), createRun(4)], cursor: "a" });
    const both = appendPage(first, { items: [createRun(4), createRun(3)] });
    expect(idsOf(both.items)).toEqual(["run-5", "run-4", "run-3"]);
    expect(both.cursor).toBeUndefined();
  });
});

describe("mergeNewest", () => {
  test("brings known runs up to date, adds new ones at the top, and keeps older pages", () => {
    const shown = appendPage(startList({ items: [createRun(5), createRun(4)], cursor: "a" }), {
      items: [createRun(3)],
      cursor: "b",
    });
    const fresh = { items: [createRun(6), createRun(5, { status: "completed" as const })], cursor: "c" };
    const merged = mergeNewest(shown, fresh, false);
    expect(idsOf(merged.items)).toEqual(["run-6", "run-5", "run-4", "run-3"]);
    expect(merged.items[1]?.status).toBe("completed");
    expect(merged.cursor).toBe("b");
  });

  test("holds new runs back while one reads, and shows them when asked", () => {
    const shown = startList({ items: [createRun(5)] });
    const held = mergeNewest(shown, { items: [createRun(7), createRun(6), createRun(5)] }, true);
    expect(idsOf(held.items)).toEqual(["run-5"]);
    expect(idsOf(held.held)).toEqual(["run-7", "run-6"]);
    const again = mergeNewest(held, { items: [createRun(7), createRun(6), createRun(5)] }, true);
    expect(idsOf(again.held)).toEqual(["run-7", "run-6"]);
    expect(idsOf(releaseHeld(again).items)).toEqual(["run-7", "run-6", "run-5"]);
  });

  test("drops runs that the filter does not let through any more, but none beyond the page", () => {
    const shown = startList({ items: [createRun(5), createRun(4), createRun(2)], cursor: "a" });
    const fresh = { items: [createRun(5), createRun(3)], cursor: "b" };
    expect(idsOf(mergeNewest(shown, fresh, false).items)).toEqual(["run-5", "run-3", "run-2"]);
  });

  test("takes a listing that shrank to nothing", () => {
    expect(mergeNewest(startList({ items: [createRun(1)] }), { items: [] }, false).items).toEqual([]);
  });
});

describe("applyEvent", () => {
  const header = { runId: "run-5", sequence: 3, cursor: 9, at: 50 };

  test("shows the end of a run at once", () => {
    const event: BriefEvent = { ...header, type: "run-settled", status: "failed" };
    const { items } = applyEvent(startList({ items: [createRun(5, { openApprovals: 1 })] }), event);
    expect(items[0]).toMatchObject({ status: "failed", finishedAt: 50, openApprovals: 0 });
  });

  test("counts open questions, never below none", () => {
    const waiting: BriefEvent = { ...header, type: "task-waiting", taskId: "t", key: "k" };
    const answered: BriefEvent = { ...header, type: "task-answered", taskId: "t", key: "k" };
    const asked = applyEvent(startList({ items: [createRun(5)] }), waiting);
    expect(asked.items[0]?.openApprovals).toBe(1);
    const twice = applyEvent(applyEvent(asked, answered), answered);
    expect(twice.items[0]?.openApprovals).toBe(0);
  });

  test("leaves the list itself alone when the event is of no listed run", () => {
    const shown = startList({ items: [createRun(4)] });
    expect(applyEvent(shown, { ...header, type: "run-settled", status: "completed" })).toBe(shown);
  });
});
