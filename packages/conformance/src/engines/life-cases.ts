import assert from "node:assert/strict";
import type { EngineCase } from "./engine-case.ts";
import { attachAgent, createHost, readFailure, startAttempt, until } from "./start-attempt.ts";

/** Attempts side by side, and the engine's end. */
export const lifeCases: readonly EngineCase[] = [
  {
    name: "concurrent attempts are independent",
    promise: "Attempts that run at once each work on their own request and with their own host.",
    async run(context) {
      const run = attachAgent(context, "delegating");
      const hosts = Array.from({ length: 20 }, (_, index) =>
        createHost("delegating", { request: { taskId: `run/${index}`, description: `part ${index}` } }),
      );
      const results = await Promise.all(hosts.map((host) => run(host)));
      for (const [index, host] of hosts.entries()) {
        assert.deepEqual(results[index], {
          status: "completed",
          result: `child of run/${index}: part ${index}`,
        });
        assert.deepEqual(
          host.delegated.map((spec) => spec.description),
          [`part ${index}`],
        );
      }
    },
  },
  {
    name: "an abort ends its own attempt only",
    promise: "Aborting one attempt leaves the others of the same agent at work.",
    async run(context) {
      const attempts = [startAttempt(context, "patient"), startAttempt(context, "patient")];
      for (const { outcome } of attempts) outcome.catch(() => {});
      await until(
        context,
        () => attempts.every(({ host }) => host.reports.length > 0),
        "the start of both attempts",
      );
      attempts[0].host.abort(new Error("first"));
      assert.equal((await readFailure(attempts[0])).message, "first");
      attempts[1].host.abort(new Error("second"));
      assert.equal((await readFailure(attempts[1])).message, "second", "the other attempt was still at work");
    },
  },
  {
    name: "concurrency is a number of attempts",
    promise: "`concurrency` is left out, or a whole number from 1 up.",
    async run({ subject: { concurrency } }) {
      if (concurrency === undefined || concurrency === Number.POSITIVE_INFINITY) return;
      assert.ok(
        Number.isInteger(concurrency) && concurrency >= 1,
        `not a number of attempts: ${concurrency}`,
      );
    },
  },
  {
    name: "close may be called again",
    promise: "`close` resolves when what the engine has started is ended, and does so again.",
    async run(context) {
      await startAttempt(context, "echo").outcome;
      await context.subject.close();
      await context.subject.close();
    },
  },
];
