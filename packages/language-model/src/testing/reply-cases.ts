import assert from "node:assert/strict";
import { findRequest, isCity } from "./case-requests.ts";
import { assertRefused, assertUsage, collect, completeRequest, takeReply } from "./case-calls.ts";
import type { ModelCase } from "./model-case.ts";

/** What is promised about replies. */
export const replyCases: readonly ModelCase[] = [
  {
    name: "generate replies with text and usage",
    promise: "A reply has text, why it ended, and how many tokens went in and came out.",
    async run(context) {
      const request = findRequest(context, "text");
      const reply = await context.subject.generate(completeRequest(request));
      assert.equal(typeof reply.text, "string", "text must be a string");
      assert.notEqual(reply.text, "", "text must not be empty");
      assert.ok(["stop", "length"].includes(reply.finishReason), `finishReason is ${reply.finishReason}`);
      assertUsage(reply, request);
    },
  },
  {
    name: "stream tells the reply in pieces",
    promise: "The pieces of a stream, put together, are the text of its reply, and none of them is empty.",
    async run(context) {
      const request = findRequest(context, "text");
      const deltas = await collect(context.subject.stream(completeRequest(request)));
      const pieces = deltas.flatMap((delta) => (delta.type === "text" ? [delta.text] : []));
      assert.ok(!pieces.includes(""), "a piece must not be empty");
      assert.notEqual(pieces.length, 0, "a reply with text must have pieces");
      assert.equal(pieces.join(""), takeReply(deltas).text, "the pieces must be the text of the reply");
      assertUsage(takeReply(deltas), request);
    },
  },
  {
    name: "stream finishes once, at its end",
    promise: "A stream says its whole reply once, after everything else.",
    async run(context) {
      const deltas = await collect(context.subject.stream(completeRequest(findRequest(context, "text"))));
      assert.equal(deltas.filter(({ type }) => type === "finish").length, 1, "there must be one finish");
      takeReply(deltas);
    },
  },
  {
    name: "maxOutputTokens ends a reply with length",
    promise: "A reply that would be longer than `maxOutputTokens` is cut, and says so.",
    async run(context) {
      const request = findRequest(context, "long");
      const deltas = await collect(context.subject.stream(completeRequest(request)));
      for (const reply of [await context.subject.generate(completeRequest(request)), takeReply(deltas)]) {
        assert.equal(reply.finishReason, "length", "finishReason must be length");
        assertUsage(reply, request);
      }
    },
  },
  {
    name: "schema gives an object that fits it",
    promise:
      "A request with a `schema` gets an `object` of that schema, or is refused by a model that knows none.",
    async run(context) {
      const request = findRequest(context, "schema");
      if (context.refuses?.includes("schema"))
        return assertRefused(context.subject.generate(completeRequest(request)), "a request with a schema");
      const accepts = context.accepts ?? isCity;
      const deltas = await collect(context.subject.stream(completeRequest(request)));
      for (const { object } of [await context.subject.generate(completeRequest(request)), takeReply(deltas)])
        assert.ok(accepts(object), `the object must fit the schema; it is ${JSON.stringify(object)}`);
    },
  },
  {
    name: "tools are called, or refused",
    promise:
      "A request that requires a tool gets a call of it with parsed arguments, or is refused by a model that knows none.",
    async run(context) {
      const request = findRequest(context, "tools");
      if (context.refuses?.includes("tools"))
        return assertRefused(context.subject.generate(completeRequest(request)), "a request with tools");
      const known = request.tools?.map(({ name }) => name);
      const deltas = await collect(context.subject.stream(completeRequest(request)));
      for (const reply of [await context.subject.generate(completeRequest(request)), takeReply(deltas)]) {
        assert.equal(reply.finishReason, "tool-calls", "finishReason must be tool-calls");
        const [call] = reply.toolCalls ?? [];
        assert.ok(
          call !== undefined && known?.includes(call.name),
          `no tool that was offered is called: ${call?.name}`,
        );
        assert.notEqual(call.id, "", "a call must have an id");
        assert.equal(typeof call.arguments, "object", "the arguments of a call must be parsed");
      }
    },
  },
  {
    name: "estimate is never less than the truth",
    promise: "What a call uses is at most what `estimate` said.",
    async run(context) {
      const { subject, refuses } = context;
      const kinds = refuses?.includes("schema")
        ? (["text", "long"] as const)
        : (["text", "long", "schema"] as const);
      for (const kind of kinds) {
        const request = findRequest(context, kind);
        const estimate = subject.estimate?.(request);
        const { usage } = await subject.generate(completeRequest(request));
        if (estimate === undefined) continue;
        const used = usage.inputTokens + usage.outputTokens;
        assert.ok(
          (estimate.tokens ?? 0) >= used,
          `${used} tokens were used, and ${estimate.tokens} estimated`,
        );
        const costUsd = usage.costUsd ?? 0;
        assert.ok(
          (estimate.costUsd ?? 0) >= costUsd,
          `${costUsd} USD were used, and ${estimate.costUsd} estimated`,
        );
      }
    },
  },
];
