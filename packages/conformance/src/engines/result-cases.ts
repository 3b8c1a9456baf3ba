import assert from "node:assert/strict";
import { ErrorCode } from "@convoke/core";
import type { EngineCase } from "./engine-case.ts";
import { attachAgent, createHost, readFailure, startAttempt } from "./start-attempt.ts";

/** What comes out of an attempt. */
export const resultCases: readonly EngineCase[] = [
  {
    name: "an attempt answers with the result",
    promise: "The attached function answers with what the executor has resolved.",
    async run(context) {
      const result = await startAttempt(context, "echo", { request: { input: { list: [1, null, "two"] } } })
        .outcome;
      assert.deepEqual((result as { input: unknown }).input, { list: [1, null, "two"] });
    },
  },
  {
    name: "a synchronous result is an answer",
    promise: "An executor may return instead of resolving.",
    async run(context) {
      const result = await startAttempt(context, "synchronous", { request: { description: "x" } }).outcome;
      assert.equal(result, "at once: x");
    },
  },
  {
    name: "an attempt may answer nothing",
    promise: "An executor that returns nothing is an attempt that answers `undefined`, not a failed one.",
    async run(context) {
      assert.equal(await startAttempt(context, "silent").outcome, undefined);
    },
  },
  {
    name: "each agent has its own function",
    promise: "Every `attach` answers with a function for its own agent.",
    async run(context) {
      const first = attachAgent(context, "synchronous");
      const second = attachAgent(context, "echo");
      assert.equal(await first(createHost("synchronous", { request: { description: "x" } })), "at once: x");
      const result = await second(createHost("echo", { request: { description: "y" } }));
      assert.equal((result as { description: string }).description, "y");
    },
  },
  {
    name: "a function serves many attempts",
    promise: "An attached function runs any number of attempts, also after one has failed.",
    async run(context) {
      const run = attachAgent(context, "doubling");
      await assert.rejects(run(createHost("doubling", { request: { input: "no number" } })));
      for (const input of [1, 2, 3]) {
        assert.equal(await run(createHost("doubling", { request: { input } })), `${input * 2} of number`);
      }
    },
  },
  {
    name: "a rejection keeps its message",
    promise: "An attempt whose executor rejects is rejected with an error of the same message.",
    async run(context) {
      const failure = await readFailure(
        startAttempt(context, "rejecting", { request: { description: "it is late" } }),
      );
      assert.equal(failure.message, "it is late");
      assert.ok(failure.error instanceof Error, "what rejects is an error");
    },
  },
  {
    name: "a synchronous throw is a failed attempt",
    promise: "An executor that throws fails its attempt with the same message.",
    async run(context) {
      const failure = await readFailure(
        startAttempt(context, "throwing", { request: { description: "out of range" } }),
      );
      assert.equal(failure.message, "out of range");
    },
  },
  {
    name: "a thrown text keeps its words",
    promise: "What is thrown need not be an error; its text is kept.",
    async run(context) {
      const failure = await readFailure(
        startAttempt(context, "throwingText", { request: { description: "only text" } }),
      );
      assert.match(failure.message, /only text/);
    },
  },
  {
    name: "a typed error keeps its code",
    promise: "An `OrchestrationError` keeps its code, message and details on its way out.",
    async run(context) {
      const { code, message, error } = await readFailure(startAttempt(context, "throwingCode"));
      assert.deepEqual([code, message], [ErrorCode.AGENT_UNAVAILABLE, "the well is dry"]);
      assert.equal((error as { details?: { well?: unknown } }).details?.well, 7);
    },
  },
  {
    name: "an input is validated first",
    promise:
      "An input that does not fit the agent's schema fails with `invalid_input`; the executor is not called.",
    async run(context) {
      const attempt = startAttempt(context, "doubling", { request: { input: "many" } });
      const { code, message } = await readFailure(attempt);
      assert.equal(code, ErrorCode.INVALID_INPUT);
      assert.match(message, /expected a number up to 1000/, "the message holds the schema's own words");
      assert.deepEqual(attempt.host.reports, [], "the executor was not called");
    },
  },
  {
    name: "an input is converted",
    promise: "The executor receives what the agent's schema has made of the input.",
    async run(context) {
      assert.equal(
        await startAttempt(context, "doubling", { request: { input: "21" } }).outcome,
        "42 of number",
      );
    },
  },
  {
    name: "a result is validated",
    promise: "A result that does not fit the agent's schema fails with `invalid_output`.",
    async run(context) {
      const failure = await readFailure(
        startAttempt(context, "checked", { request: { description: "500" } }),
      );
      assert.equal(failure.code, ErrorCode.INVALID_OUTPUT);
      assert.match(
        failure.message,
        /expected a number up to 100/,
        "the message holds the schema's own words",
      );
    },
  },
  {
    name: "a result is converted",
    promise: "An attempt answers with what the agent's schema has made of the result.",
    async run(context) {
      assert.equal(await startAttempt(context, "checked", { request: { description: "50" } }).outcome, 50);
    },
  },
];
