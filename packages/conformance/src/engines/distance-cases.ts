import assert from "node:assert/strict";
import { ErrorCode } from "@convoke/core";
import type { EngineAgentName } from "./engine-agents.ts";
import type { EngineCase } from "./engine-case.ts";
import { attachAgent, createHost, readFailure, startAttempt, until } from "./start-attempt.ts";

/** What is easily lost between an executor and its host when they are far apart. */
export const distanceCases: readonly EngineCase[] = [
  {
    name: "an input arrives as it was given",
    promise: "The executor receives every part of an input that is JSON, in its order, and nothing else.",
    async run(context) {
      const input = {
        z: [null, true, "", 0, -1.5, 1e21, []],
        a: { "": {}, "a.b": "ä\u2028\0😀", constructor: 1 },
        10: "ten",
      };
      const text = JSON.stringify(input);
      const result = (await startAttempt(context, "echo", { request: { input } }).outcome) as {
        input: unknown;
      };
      assert.equal(JSON.stringify(result.input), text);
      assert.equal(JSON.stringify(input), text, "the caller's own input is as it was");
    },
  },
  {
    name: "a result is not altered on its way",
    promise:
      "A result that JSON cannot hold arrives as it is, or the attempt fails with `not_serializable` and the path.",
    async run(context) {
      const attempt = startAttempt(context, "unspeakable");
      try {
        const result = (await attempt.outcome) as { found: unknown[] };
        assert.equal(typeof result.found[1], "bigint", "it was altered");
      } catch {
        const { code, message } = await readFailure(attempt);
        assert.equal(code, ErrorCode.NOT_SERIALIZABLE);
        assert.match(message, /found\[1\]/);
      }
    },
  },
  {
    name: "attempts of many agents keep apart",
    promise: "Attempts of several agents at once each end with their own result or failure.",
    async run(context) {
      const names: EngineAgentName[] = ["synchronous", "checked", "delegating", "throwing", "stepping"];
      const runs = names.map((name) => attachAgent(context, name));
      const ends = await Promise.all(
        Array.from({ length: 60 }, async (_, index) => {
          const request = { taskId: `run/${index}`, description: String(index) };
          const host = createHost(names[index % names.length], { request });
          try {
            return await runs[index % names.length](host);
          } catch (error) {
            return `failed: ${error instanceof Error ? error.message : String(error)}`;
          }
        }),
      );
      const expected = (index: number): unknown =>
        [
          `at once: ${index}`,
          index,
          { status: "completed", result: `child of run/${index}: ${index}` },
          `failed: ${index}`,
          { fetched: String(index) },
        ][index % names.length];
      assert.deepEqual(
        ends,
        ends.map((_, index) => expected(index)),
      );
    },
  },
  {
    name: "reports come before the end",
    promise: "When an attempt ends, the host has every report that the executor has made.",
    async run(context) {
      const { host, outcome } = startAttempt(context, "reporting");
      await outcome;
      assert.equal(host.reports.length, 3);
    },
  },
  {
    name: "a step that gave nothing is not repeated",
    promise:
      "`context.step` tells a step that was remembered as `undefined` from one that is not remembered.",
    async run(context) {
      const attempt = startAttempt(context, "stepping", { steps: { fetch: undefined } });
      assert.equal(await attempt.outcome, undefined);
      assert.deepEqual(attempt.host.reports, [], "the work was not run");
    },
  },
  {
    name: "an abort ends an open wait",
    promise: "An executor that waits for an answer when its attempt is aborted hears of the reason at once.",
    async run(context) {
      const attempt = startAttempt(context, "waiting", { isSilent: true });
      attempt.outcome.catch(() => {});
      await until(context, () => attempt.host.waits.length > 0, "the executor's wait");
      attempt.host.abort(new Error("enough"));
      assert.equal((await readFailure(attempt)).message, "enough");
    },
  },
  {
    name: "waiting attempts are in nobody's way",
    promise: "However many attempts wait for answers, others run.",
    async run(context) {
      const waiting = Array.from({ length: 24 }, () => startAttempt(context, "waiting", { isSilent: true }));
      for (const { outcome } of waiting) outcome.catch(() => {});
      await until(context, () => waiting.every(({ host }) => host.waits.length > 0), "all waits");
      await startAttempt(context, "echo").outcome;
      for (const { host } of waiting) host.abort(new Error("enough"));
      for (const attempt of waiting) assert.equal((await readFailure(attempt)).message, "enough");
    },
  },
];
