import assert from "node:assert/strict";
import type { AnswerRecord, TaskStore } from "@convoke/core";
import type { StoreCase } from "./store-case.ts";
import { createRecord, leaseMs, openRun } from "./store-records.ts";

/** Answers to tasks that wait, or will wait. */
export const answerCases: readonly StoreCase[] = [
  {
    name: "answer is loaded with its run",
    promise: "An answer needs no lease and is loaded with the run of its task, however deep the task is.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await subject.commit(lease, { tasks: [createRecord("r/0/child")] });
      await subject.answer("r/0/child", "approval", { approved: true });
      assert.deepEqual(await loadAnswers(subject, "r"), [
        { taskId: "r/0/child", key: "approval", value: { approved: true } },
      ]);
    },
  },
  {
    name: "answer keeps the first",
    promise: "The first answer for a task and key stays; later ones resolve and change nothing.",
    async run({ subject }) {
      await openRun(subject, "r");
      await subject.answer("r", "k", "first");
      await subject.answer("r", "k", "second");
      assert.deepEqual(await loadAnswers(subject, "r"), [{ taskId: "r", key: "k", value: "first" }]);
    },
  },
  {
    name: "answer may come before its run",
    promise: "An answer to a run that is not open yet waits for it; the first still stays.",
    async run({ subject }) {
      await subject.answer("r/0", "k", "early");
      await subject.answer("r/0", "k", "later");
      assert.equal(await subject.load("r"), undefined, "an answer opens no run");
      await openRun(subject, "r");
      await subject.answer("r/0", "k", "too late");
      assert.deepEqual(await loadAnswers(subject, "r"), [{ taskId: "r/0", key: "k", value: "early" }]);
    },
  },
  {
    name: "answers are apart by task and key",
    promise: "Answers under different keys, or to different tasks, do not touch one another.",
    async run({ subject }) {
      await openRun(subject, "r");
      await openRun(subject, "r2");
      const answers = [
        { taskId: "r", key: "a", value: 1 },
        { taskId: "r", key: "b", value: 2 },
        { taskId: "r/a", key: "", value: 3 },
        { taskId: "r/b", key: "a", value: 4 },
      ];
      for (const { taskId, key, value } of answers) await subject.answer(taskId, key, value);
      await subject.answer("r2/a", "a", 5);
      assert.deepEqual(sortAnswers(await loadAnswers(subject, "r")), sortAnswers(answers));
      assert.equal((await loadAnswers(subject, "r2")).length, 1);
    },
  },
  {
    name: "loadAnswers answers with those of one run",
    promise:
      "`loadAnswers` answers with the answers in the order in which they came, and with none of an unknown run.",
    async run({ subject }) {
      assert.deepEqual(await subject.loadAnswers("r"), []);
      await openRun(subject, "r");
      assert.deepEqual(await subject.loadAnswers("r"), []);
      const keys = Array.from({ length: 1_200 }, (_, index) => `key ${(index * 7) % 1_200}`);
      await Promise.all(keys.map((key) => subject.answer("r/0", key, key)));
      assert.deepEqual(
        (await subject.loadAnswers("r")).map(({ key }) => key),
        keys,
      );
    },
  },
  {
    name: "answers survive a take-over",
    promise: "An answer that came while a run had no living owner is loaded by the next one.",
    async run({ subject, clock }) {
      await openRun(subject, "r");
      await clock.advance(leaseMs + 1);
      await subject.answer("r/0", "k", "meanwhile");
      await subject.claim("owner-2", leaseMs, 1);
      assert.deepEqual(await loadAnswers(subject, "r"), [{ taskId: "r/0", key: "k", value: "meanwhile" }]);
    },
  },
];

/** The answers of a run, which both ways of asking have to agree on. */
async function loadAnswers(subject: TaskStore, runId: string): Promise<readonly AnswerRecord[]> {
  const answers = await subject.loadAnswers(runId);
  assert.deepEqual((await subject.load(runId))?.answers ?? [], answers, "load and loadAnswers agree");
  return answers;
}

function sortAnswers(answers: readonly AnswerRecord[]): AnswerRecord[] {
  return [...answers].sort((left, right) => Number(left.value) - Number(right.value));
}
