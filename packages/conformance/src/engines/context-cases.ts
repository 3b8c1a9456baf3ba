import assert from "node:assert/strict";
import { ErrorCode } from "@convoke/core";
import { engineAgents } from "./engine-agents.ts";
import type { EngineCase } from "./engine-case.ts";
import { attachAgent, createHost, readFailure, startAttempt, until } from "./start-attempt.ts";

/** What reaches the executor, and what it reaches. */
export const contextCases: readonly EngineCase[] = [
  {
    name: "the request reaches the executor",
    promise: "The executor receives the task's id, types, description and input as the host has them.",
    async run(context) {
      const request = {
        taskId: "run/7",
        agentType: "conformance",
        capability: "echo",
        description: "say it back",
        input: { nested: [{ deep: true }] },
      };
      const result = (await startAttempt(context, "echo", { request }).outcome) as typeof request;
      const { taskId, agentType, capability, description, input } = result;
      assert.deepEqual({ taskId, agentType, capability, description, input }, request);
    },
  },
  {
    name: "the attempt knows its number",
    promise: "`context.attempt` is the host's number of the attempt.",
    async run(context) {
      const result = await startAttempt(context, "echo", { request: { attempt: 3 } }).outcome;
      assert.equal((result as { attempt: number }).attempt, 3);
    },
  },
  {
    name: "the idempotency key stays",
    promise: "`context.idempotencyKey` is the task's id, whatever the attempt.",
    async run(context) {
      for (const attempt of [1, 2]) {
        const result = await startAttempt(context, "echo", { request: { taskId: "run/9", attempt } }).outcome;
        assert.equal((result as { idempotencyKey: string }).idempotencyKey, "run/9");
      }
    },
  },
  {
    name: "earlier records reach the executor",
    promise: "`context.previous` holds the records of the earlier steps, in order.",
    async run(context) {
      const previous = ["run/a", "run/b"].map((taskId) => ({
        taskId,
        runId: "run",
        agentType: "conformance",
        description: "earlier",
        input: undefined,
        status: "completed" as const,
        attempts: 1,
        createdAt: 0,
      }));
      const result = await startAttempt(context, "echo", { previous }).outcome;
      assert.deepEqual((result as { previous: string[] }).previous, ["run/a", "run/b"]);
    },
  },
  {
    name: "an abort reaches the executor",
    promise: "When the host's signal aborts, the executor's signal aborts with the same reason.",
    async run(context) {
      const attempt = startAttempt(context, "patient");
      attempt.outcome.catch(() => {});
      await until(context, () => attempt.host.reports.length > 0, "the executor's first report");
      attempt.host.abort(new Error("enough"));
      assert.equal((await readFailure(attempt)).message, "enough");
    },
  },
  {
    name: "an abort before the start counts",
    promise: "An attempt whose signal has aborted already does not wait for another abort.",
    async run(context) {
      const host = createHost("patient");
      host.abort(new Error("too late"));
      const outcome = attachAgent(context, "patient")(host);
      assert.equal((await readFailure({ host, outcome })).message, "too late");
    },
  },
  {
    name: "reports reach the host",
    promise: "`context.report` hands every report to the host, in order.",
    async run(context) {
      const { host, outcome } = startAttempt(context, "reporting");
      await outcome;
      await until(context, () => host.reports.length >= 3, "the last report");
      assert.deepEqual(
        host.reports,
        [1, 2, 3].map((part) => ({ fraction: part / 4, message: `part ${part}`, data: { part } })),
      );
    },
  },
  {
    name: "a delegation reaches the host",
    promise: "`context.delegate` hands the spec to the host and resolves with the child's record.",
    async run(context) {
      const { host, outcome } = startAttempt(context, "delegating", { request: { description: "dig" } });
      assert.deepEqual(await outcome, { status: "completed", result: "child of run/task: dig" });
      assert.deepEqual(host.delegated, [{ agentType: "child", description: "dig", key: "only" }]);
    },
  },
  {
    name: "a refused delegation reaches the executor",
    promise:
      "When the host refuses a delegation, the executor's call rejects with the same code and message.",
    async run(context) {
      const { code, message } = await readFailure(
        startAttempt(context, "delegating", { refuses: "delegate" }),
      );
      assert.deepEqual([code, message], [ErrorCode.BUDGET_EXCEEDED, "no room for delegate"]);
    },
  },
  {
    name: "who is there reaches the executor",
    promise: "`context.findAgents` hands the query to the host and resolves with the agents that it names.",
    async run(context) {
      const { agentType, name, description, capabilities } = engineAgents.echo;
      const agents = [{ agentType, name, description, capabilities, maxConcurrency: 2 }];
      const { host, outcome } = startAttempt(context, "searching", { agents });
      assert.deepEqual(await outcome, agents);
      assert.deepEqual(host.queries, [{ capability: "echo" }]);
    },
  },
  {
    name: "a step is remembered",
    promise: "`context.step` runs its work, has the host remember the value, and resolves with it.",
    async run(context) {
      const { host, outcome } = startAttempt(context, "stepping", { request: { description: "page" } });
      assert.deepEqual(await outcome, { fetched: "page" });
      assert.deepEqual([...host.remembered], [["fetch", { fetched: "page" }]]);
    },
  },
  {
    name: "a step is not repeated",
    promise: "`context.step` resolves with the value that the host remembers, and does not run its work.",
    async run(context) {
      const { host, outcome } = startAttempt(context, "stepping", {
        steps: { fetch: { fetched: "before" } },
      });
      assert.deepEqual(await outcome, { fetched: "before" });
      assert.deepEqual(host.reports, [], "the work was not run");
    },
  },
  {
    name: "a broken step is not remembered",
    promise: "When the work of a step rejects, the call rejects with that error and nothing is remembered.",
    async run(context) {
      const attempt = startAttempt(context, "stepping", { request: { input: "fail" } });
      assert.equal((await readFailure(attempt)).message, "the step broke");
      assert.equal(attempt.host.remembered.size, 0);
    },
  },
  {
    name: "a step waits for its commit",
    promise: "`context.step` rejects when the host cannot remember the value.",
    async run(context) {
      const failure = await readFailure(startAttempt(context, "stepping", { refuses: "remember" }));
      assert.equal(failure.message, "no room for remember");
    },
  },
  {
    name: "a step under way is joined",
    promise: "Calls of `context.step` with one key at once share one run of the work.",
    async run(context) {
      assert.deepEqual(await startAttempt(context, "hurrying").outcome, [1, 1]);
    },
  },
  {
    name: "an answer reaches the executor",
    promise: "`context.waitFor` resolves with what the schema has made of the host's answer.",
    async run(context) {
      assert.equal(await startAttempt(context, "waiting", { answers: { amount: "7" } }).outcome, 7);
    },
  },
  {
    name: "an answer that does not fit is refused",
    promise: "`context.waitFor` rejects with `invalid_input` when the answer does not fit its schema.",
    async run(context) {
      const failure = await readFailure(startAttempt(context, "waiting", { answers: { amount: 11 } }));
      assert.equal(failure.code, ErrorCode.INVALID_INPUT);
      assert.match(failure.message, /expected a number up to 10/);
    },
  },
  {
    name: "a reservation is settled with the host",
    promise: "`context.budget.reserve` asks the host, and `settle` books what was used on that ticket.",
    async run(context) {
      const { host, outcome } = startAttempt(context, "spending");
      assert.deepEqual(await outcome, { costUsd: 2, tokens: 100 });
      assert.deepEqual(host.reserved, [{ costUsd: 2, tokens: 100 }]);
      assert.deepEqual(host.settled, [
        { ticketId: "run/task-ticket-1", actual: { costUsd: 0.5, tokens: 40 } },
      ]);
    },
  },
  {
    name: "a refused reservation reaches the executor",
    promise: "When the host has no room, `reserve` rejects with the host's code, and nothing is settled.",
    async run(context) {
      const attempt = startAttempt(context, "spending", { refuses: "reserve" });
      assert.equal((await readFailure(attempt)).code, ErrorCode.BUDGET_EXCEEDED);
      assert.deepEqual(attempt.host.settled, []);
    },
  },
];
