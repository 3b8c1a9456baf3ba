import { describe, expect, test } from "vitest";
import type { ModelDelta, ModelRequest } from "../index.ts";
import { hold } from "./held-attempt.ts";
import { scriptedModel } from "./scripted-model.ts";

function createRequest(content: string, signal = new AbortController().signal): ModelRequest {
  return { messages: [{ role: "user", content }], maxOutputTokens: 10, signal, purpose: "test" };
}

describe("scriptedModel", () => {
  test("answers line by line, and with the last line from then on, and remembers what it was asked", async () => {
    const model = scriptedModel(["one", { object: { two: 2 } }, { text: "", finishReason: "refusal" }]);
    const requests = ["a", "b", "c", "d"].map((content) => createRequest(content));
    const replies = [];
    for (const request of requests) replies.push(await model.generate(request));
    expect(replies.map(({ text }) => text)).toEqual(["one", '{"two":2}', "", ""]);
    expect(replies.map(({ finishReason }) => finishReason)).toEqual(["stop", "stop", "refusal", "refusal"]);
    expect(replies[1].object).toEqual({ two: 2 });
    expect(model.requests).toEqual(requests);
  });

  test("counts a token for four characters unless the reply says what was used", async () => {
    const usage = { inputTokens: 7, outputTokens: 8, costUsd: 0.5 };
    const model = scriptedModel(["12345", { text: "x", usage }]);
    expect((await model.generate(createRequest("12345678"))).usage).toEqual({
      inputTokens: 2,
      outputTokens: 2,
    });
    expect((await model.generate(createRequest(""))).usage).toEqual(usage);
  });

  test("answers by a function of the request, which may throw", async () => {
    const model = scriptedModel(({ messages }) => {
      if (messages[0].content === "bad") throw new Error("no such thing");
      return messages[0].content.toUpperCase();
    });
    expect((await model.generate(createRequest("hello"))).text).toBe("HELLO");
    await expect(model.generate(createRequest("bad"))).rejects.toThrow("no such thing");
  });

  test("throws the errors of its script, and refuses an empty one", async () => {
    await expect(scriptedModel([new Error("overloaded")]).generate(createRequest("x"))).rejects.toThrow(
      "overloaded",
    );
    expect(() => scriptedModel([])).toThrow(/script of the model is empty/);
  });

  test("rejects with the signal's reason: before, while it holds, and when a function takes too long", async () => {
    const aborted = AbortSignal.abort(new Error("before"));
    await expect(scriptedModel(["x"]).generate(createRequest("x", aborted))).rejects.toThrow("before");
    const controller = new AbortController();
    const held = scriptedModel([hold()]).generate(createRequest("x", controller.signal));
    const late = scriptedModel(() => {
      controller.abort(new Error("enough"));
      return new Promise<string>(() => {});
    }).generate(createRequest("x", controller.signal));
    await expect(held).rejects.toThrow("enough");
    await expect(late).rejects.toThrow("enough");
  });

  test("streams the text, then the whole reply", async () => {
    const deltas: ModelDelta[] = [];
    for await (const delta of scriptedModel(["hi"]).stream(createRequest("x"))) deltas.push(delta);
    expect(deltas[0]).toEqual({ type: "text", text: "hi" });
    expect(deltas[1]).toMatchObject({ type: "finish", reply: { text: "hi", finishReason: "stop" } });
    expect(deltas).toHaveLength(2);
  });
});
