import assert from "node:assert/strict";
import { ErrorCode } from "@convoke/core";
import { assertRejects } from "../assertions.ts";
import type { StoreCase } from "./store-case.ts";
import { createRecord, openRun } from "./store-records.ts";

/** Values that go in and come out. */
export const valueCases: readonly StoreCase[] = [
  {
    name: "what was handed in may change",
    promise: "The store copies values in: changing them afterwards changes nothing that is stored.",
    async run({ subject }) {
      const plan = { tasks: ["first"] };
      const lease = await subject.open(
        { runId: "r", strategy: "task", title: "r", plan, createdAt: 0 },
        "owner-1",
        1_000,
      );
      const result = { rows: [1] };
      const event = { type: "tested", list: ["a"] };
      const answer = { by: ["me"] };
      await subject.commit(lease, {
        tasks: [createRecord("r/0", { result })],
        steps: [{ taskId: "r/0", key: "k", value: result }],
        events: [{ runId: "r", sequence: 1, event }],
      });
      await subject.answer("r/0", "k", answer);
      plan.tasks.push("changed");
      result.rows.push(2);
      event.list.push("changed");
      answer.by.push("changed");
      const stored = await subject.load("r");
      assert.deepEqual(stored?.plan, { tasks: ["first"] });
      assert.deepEqual(stored?.tasks[0].task.result, { rows: [1] });
      assert.deepEqual(stored?.steps[0].value, { rows: [1] });
      assert.deepEqual(stored?.answers[0].value, { by: ["me"] });
      assert.deepEqual((await subject.readEvents(0, 1))[0].event, { type: "tested", list: ["a"] });
    },
  },
  {
    name: "what was handed out may change",
    promise: "The store copies values out: changing what it answered changes nothing that is stored.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await subject.commit(lease, {
        tasks: [createRecord("r/0")],
        events: [{ runId: "r", sequence: 1, event: { type: "tested" } }],
      });
      const expected = structuredClone(await subject.load("r"));
      spoil((await subject.load("r"))?.plan);
      spoil((await subject.load("r"))?.tasks[0].task);
      spoil((await subject.find("r/0"))?.task);
      spoil((await subject.query({ kind: "tasks" })).items[0]);
      spoil((await subject.query({ kind: "runs" })).items[0]);
      spoil((await subject.readEvents(0, 1))[0].event);
      assert.deepEqual(await subject.load("r"), expected);
      assert.deepEqual(await subject.find("r/0"), createRecord("r/0"));
      assert.deepEqual((await subject.query({ kind: "tasks" })).items, [createRecord("r/0")]);
      assert.deepEqual((await subject.readEvents(0, 1))[0].event, { type: "tested" });
    },
  },
  {
    name: "open refuses what is no JSON",
    promise: "A plan that JSON cannot hold rejects with `not_serializable` and the path, and opens nothing.",
    async run({ subject }) {
      const plan = { tasks: [{ input: { compute: () => 1 } }] };
      const error = await assertRejects(
        () =>
          subject.open({ runId: "r", strategy: "task", title: "r", plan, createdAt: 0 }, "owner-1", 1_000),
        ErrorCode.NOT_SERIALIZABLE,
        "open with a function in its plan",
      );
      assert.match(error.message, /compute/, "the message names the place");
      assert.equal(await subject.load("r"), undefined);
      await openRun(subject, "r");
    },
  },
  {
    name: "commit refuses what is no JSON",
    promise: "A value that JSON cannot hold rejects with `not_serializable` and its path, wherever it is.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const loop: { self?: unknown } = {};
      loop.self = loop;
      const values = [10n, () => 1, Symbol("s"), Number.NaN, new Map([[1, 2]]), loop];
      for (const culprit of values) {
        const result = { deep: [{ culprit }] };
        const error = await assertRejects(
          () => subject.commit(lease, { tasks: [createRecord("r/0", { result })] }),
          ErrorCode.NOT_SERIALIZABLE,
          `a commit with a ${typeof culprit}`,
        );
        assert.match(error.message, /culprit/, "the message names the place");
      }
      assert.deepEqual((await subject.load("r"))?.tasks, []);
    },
  },
  {
    name: "answer refuses what is no JSON",
    promise: "An answer that JSON cannot hold rejects with `not_serializable`, and a proper one may follow.",
    async run({ subject }) {
      await openRun(subject, "r");
      await assertRejects(
        () => subject.answer("r", "k", { at: 1n }),
        ErrorCode.NOT_SERIALIZABLE,
        "a bigint as answer",
      );
      await subject.answer("r", "k", "proper");
      assert.deepEqual((await subject.load("r"))?.answers, [{ taskId: "r", key: "k", value: "proper" }]);
    },
  },
  {
    name: "unusual text is kept",
    promise: "Ids, keys and values may hold any text, and come back exactly.",
    async run({ subject }) {
      const lease = await openRun(subject, "run:1");
      const texts = [
        "a:b",
        "",
        "quote\"'`",
        "line\nbreak\ttab",
        "__proto__",
        "constructor",
        "💡 ü 漢字",
        "%s $1 {0} --",
      ];
      const value: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"":2}');
      const taskId = "run:1/töpic 'x' #1";
      await subject.commit(lease, {
        tasks: [createRecord(taskId, { result: value })],
        steps: texts.map((text) => ({ taskId, key: text, value: text })),
      });
      const stored = await subject.load("run:1");
      assert.deepEqual(stored?.steps.map((step) => step.key).sort(), [...texts].sort());
      for (const step of stored?.steps ?? []) assert.equal(step.value, step.key);
      const found = await subject.find(taskId);
      assert.equal(JSON.stringify(found?.task.result), JSON.stringify(value));
    },
  },
  {
    name: "absent values stay absent",
    promise: "A step that recorded `undefined` is there, and reads as `undefined`; `null` stays `null`.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await subject.commit(lease, {
        steps: [
          { taskId: "r/0", key: "nothing", value: undefined },
          { taskId: "r/0", key: "null", value: null },
        ],
      });
      const steps = (await subject.load("r"))?.steps ?? [];
      assert.deepEqual(
        steps.map((step) => [step.key, step.value]),
        [
          ["nothing", undefined],
          ["null", null],
        ],
      );
    },
  },
  {
    name: "a big value is kept",
    promise: "A result of a million characters comes back whole.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const result = "0123456789".repeat(100_000);
      await subject.commit(lease, { tasks: [createRecord("r/0", { result })] });
      assert.equal((await subject.find("r/0"))?.task.result, result);
    },
  },
];

/** Changes an object in place, as a careless caller would. */
function spoil(value: unknown): void {
  assert.ok(typeof value === "object" && value !== null, "there is something to read");
  try {
    for (const key of Object.keys(value)) Reflect.set(value, key, "spoiled");
    Reflect.set(value, "added", true);
  } catch {
    // A store may also hand out frozen values: those cannot be spoiled.
  }
}
