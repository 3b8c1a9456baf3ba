import assert from "node:assert/strict";
import type { LanguageModel, ModelRequest } from "@convoke/core";
import {
  assertRefused,
  assertRejectsWith,
  assertUsage,
  collect,
  completeRequest,
  takeReply,
} from "./case-calls.ts";
import { findRequest } from "./case-requests.ts";
import type { ModelCase } from "./model-case.ts";

/** What is promised about calls: how they are stopped, how they fail, and that they do not disturb one another. */
export const callCases: readonly ModelCase[] = [
  {
    name: "a signal that has aborted stops a call before it starts",
    promise: "Under an aborted signal `generate` and `stream` reject with its reason.",
    async run(context) {
      const reason = new Error("stopped before");
      const request = completeRequest(findRequest(context, "text"), AbortSignal.abort(reason));
      await assertRejectsWith(
        start(() => context.subject.generate(request)),
        reason,
        "generate",
      );
      await assertRejectsWith(
        start(() => collect(context.subject.stream(request))),
        reason,
        "stream",
      );
    },
  },
  {
    name: "an abort ends generate",
    promise:
      "`generate` rejects with the reason of its signal once that aborts, and the model can be asked again.",
    async run(context) {
      const [controller, reason] = [new AbortController(), new Error("stopped during generate")];
      const call = context.subject.generate(completeRequest(findRequest(context, "slow"), controller.signal));
      const outcome = assertRejectsWith(call, reason, "generate");
      controller.abort(reason);
      await outcome;
      const request = findRequest(context, "text");
      assertUsage(await context.subject.generate(completeRequest(request)), request);
    },
  },
  {
    name: "an abort ends stream",
    promise: "`stream` rejects with the reason of its signal once that aborts, also between two pieces.",
    async run(context) {
      const [controller, reason] = [new AbortController(), new Error("stopped during stream")];
      const stream = context.subject.stream(completeRequest(findRequest(context, "slow"), controller.signal));
      const stopAtFirst = async (): Promise<void> => {
        for await (const { type } of stream) {
          assert.notEqual(type, "finish", "the slow reply was over before it was stopped");
          controller.abort(reason);
        }
      };
      await assertRejectsWith(stopAtFirst(), reason, "stream");
      assert.ok(controller.signal.aborted, "the slow reply must have a first piece");
    },
  },
  {
    name: "a stream may be left before its end",
    promise: "Whoever stops reading a stream ends that call, and the model can be asked again.",
    async run(context) {
      const request = findRequest(context, "slow");
      for await (const { type } of context.subject.stream(completeRequest(request))) {
        assert.equal(type, "text", "a slow reply must begin with a piece of text");
        break;
      }
      const next = findRequest(context, "text");
      assertUsage(await context.subject.generate(completeRequest(next)), next);
    },
  },
  {
    name: "two calls at once get a reply each",
    promise:
      "Calls that run at the same time all get their replies, and the abort of one leaves the others alone.",
    async run(context) {
      const [controller, reason] = [new AbortController(), new Error("stopped beside others")];
      const { subject } = context;
      const request = findRequest(context, "text");
      const stopped = assertRejectsWith(
        subject.generate(completeRequest(findRequest(context, "slow"), controller.signal)),
        reason,
        "the call that was stopped",
      );
      const others = Promise.all([
        subject.generate(completeRequest(request)),
        collect(subject.stream(completeRequest(request))).then(takeReply),
      ]);
      controller.abort(reason);
      const [[first, second]] = await Promise.all([others, stopped]);
      for (const reply of [first, second]) {
        assert.notEqual(reply.text, "", "each call must get its text");
        assertUsage(reply, request);
      }
    },
  },
  {
    name: "the request stays as it was",
    promise: "A model does not change the request that it is handed.",
    async run(context) {
      const { subject, refuses } = context;
      for (const kind of refuses?.includes("schema") ? (["text"] as const) : (["text", "schema"] as const)) {
        const request = structuredClone(findRequest(context, kind));
        const whole = completeRequest(request);
        const before = describe(whole);
        subject.estimate?.(whole);
        await subject.generate(whole);
        await collect(subject.stream(whole));
        assert.equal(describe(whole), before, "the request must not change");
      }
    },
  },
  {
    name: "errors are rejections",
    promise:
      "`generate` and `stream` never throw when they are called; what cannot be done is rejected with a typed error.",
    async run(context) {
      const { subject, requests } = context;
      const stopped = completeRequest(findRequest(context, "text"), AbortSignal.abort(new Error("stopped")));
      for (const request of [stopped, requests?.impossible && completeRequest(requests.impossible)]) {
        if (request === undefined) continue;
        const calls = callBoth(subject, request);
        const outcomes = await Promise.allSettled(calls);
        for (const { status } of outcomes)
          assert.equal(status, "rejected", "what cannot be done must be rejected");
        if (request !== stopped)
          for (const call of calls) await assertRefused(call, "the impossible request");
      }
    },
  },
];

function callBoth(subject: LanguageModel, request: ModelRequest): Promise<unknown>[] {
  try {
    const call = subject.generate(request);
    assert.ok(call instanceof Promise, "generate must return a promise");
    // It is looked at later, when the stream has rejected, too.
    call.catch(() => {});
    return [call, collect(subject.stream(request))];
  } catch (error) {
    assert.fail(`a call must not throw; it threw ${String(error)}`);
  }
}

/** Also calls that throw at once count as rejections here. */
async function start<Value>(work: () => Promise<Value>): Promise<Value> {
  return work();
}

function describe({ signal: _, ...request }: ModelRequest): string {
  return JSON.stringify(request);
}
