import { createManualRuntime } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import type { BriefEvent } from "../../../../api/event.ts";
import type { RunDetail } from "../../../../api/run.ts";
import { createDetail, createEvent, createTask } from "../testing/sample-run.ts";
import { followRun, type FollowRunOptions } from "./follow-run.ts";
import type { RunPicture } from "./run-picture.ts";

const running = createTask({ status: "in_progress", finishedAt: undefined });

function createFollowing(
  snapshots: readonly (RunDetail | Error)[],
  events: readonly BriefEvent[],
  given: Partial<FollowRunOptions> = {},
) {
  const pictures: RunPicture[] = [];
  const errors: (Error | undefined)[] = [];
  const asked: number[] = [];
  let taken = 0;
  const options: FollowRunOptions = {
    runtime: createManualRuntime(),
    signal: new AbortController().signal,
    async takeSnapshot() {
      const next = snapshots[Math.min(taken++, snapshots.length - 1)];
      if (next instanceof Error) throw next;
      return next;
    },
    isFinal: (error) => error.message === "gone",
    async *follow(after) {
      asked.push(after);
      yield* events;
    },
    nextFrame: async () => undefined,
    onPicture: (picture) => pictures.push(picture),
    onError: (error) => errors.push(error),
    ...given,
  };
  return { options, pictures, errors, asked, count: () => taken };
}

describe("followRun", () => {
  test("shows a snapshot, the events after it, and the outcome of the run once it has settled", async () => {
    const outcome = { consensus: true } as RunDetail["outcome"];
    const following = createFollowing(
      [
        createDetail([running]),
        createDetail([createTask()], { cursor: 2, outcome, run: { status: "completed" } }),
      ],
      [
        createEvent(1, { type: "task-settled", task: createTask() }),
        createEvent(2, { type: "run-settled", status: "completed" }),
      ],
    );
    await followRun(following.options);
    const last = following.pictures.at(-1);
    expect(last?.detail).toMatchObject({ outcome, run: { status: "completed" } });
    expect(last?.log).toHaveLength(2);
    expect(following.asked).toEqual([0]);
    expect(following.count()).toBe(2);
  });

  test("takes what comes between two frames as one batch", async () => {
    const release = Promise.withResolvers<void>();
    const events = Array.from({ length: 100 }, (_, index) =>
      createEvent(index + 1, { type: "task-created", task: createTask({ taskId: `run/${index}` }) }),
    );
    const following = createFollowing([createDetail([])], events, {
      async *follow() {
        yield* events;
        release.resolve();
      },
      nextFrame: () => release.promise,
    });
    await followRun(following.options);
    expect(following.pictures.map(({ order }) => order.length)).toEqual([0, 100]);
  });

  test("takes a new snapshot when events were dropped", async () => {
    const following = createFollowing(
      [createDetail([running]), createDetail([createTask()], { cursor: 9 })],
      [{ type: "events-dropped", runId: "run", at: 0, from: 1, to: 9, count: 9 }],
    );
    await followRun(following.options);
    expect(following.pictures.at(-1)?.tasks.get("run/0")?.task.status).toBe("completed");
  });

  test("asks again, later and later, while the server does not answer", async () => {
    const runtime = createManualRuntime();
    const following = createFollowing([new Error("down"), new Error("down"), createDetail([running])], [], {
      runtime,
    });
    const done = followRun(following.options);
    await runtime.advance(500);
    await runtime.advance(1_000);
    await done;
    expect(following.errors.map((error) => error?.message)).toEqual(["down", "down", undefined]);
    expect(following.pictures).toHaveLength(1);
  });

  test("rejects when there is no such run", async () => {
    const following = createFollowing([new Error("gone")], []);
    await expect(followRun(following.options)).rejects.toThrow("gone");
    expect(following.count()).toBe(1);
  });

  test("stops with its signal", async () => {
    const controller = new AbortController();
    const following = createFollowing([new Error("down")], [], { signal: controller.signal });
    const done = followRun(following.options);
    controller.abort(new Error("left the page"));
    await expect(done).rejects.toThrow("left the page");
  });
});
