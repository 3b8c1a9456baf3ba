import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { openAiModel } from "../src/index.ts";
import { apis, collect, createRequest } from "./support/endpoint.ts";
import { raw, startServer } from "./support/openai-server.ts";
import { takeTurn } from "./support/turns.ts";

const floods = ["a\n", "a\n\n", "\n", "data:\n", ": still here\n\n"];

test.each(apis.flatMap((api) => floods.map((line) => [api, line] as const)))(
  "`openAiModel` (%s) reads no stream of endless %j",
  async (api, line) => {
    await using server = await startServer([raw([line.repeat(50_000)], { end: "open" })]);
    const model = openAiModel({ baseURL: server.baseURL, model: "m", api });
    await expect(collect(model.stream(createRequest()))).rejects.toMatchObject({
      reason: "bad_response",
      message: expect.stringContaining("lines without an event"),
    });
    await server.requests[0]!.aborted;
  },
);

/** A model whose endpoint has 4 MB of events without a text ready at once; `onAnswer` is called when it answers. */
function createFlooded(onAnswer: () => void, runtime = createManualRuntime()) {
  const events = Buffer.from('data: {"choices":[]}\n\n'.repeat(200_000));
  const fetch = async (): Promise<Response> => {
    onAnswer();
    return new Response(
      new ReadableStream({
        start: (controller) => {
          controller.enqueue(events);
          controller.close();
        },
      }),
    );
  };
  return openAiModel({ baseURL: "http://127.0.0.1:9/v1", model: "m", runtime, timeoutMs: 1_000, fetch });
}

test("`openAiModel` hears the signal while an endpoint floods it", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const model = createFlooded(() => {
    void takeTurn().then(() => controller.abort(reason));
  });
  await expect(collect(model.stream(createRequest({ signal: controller.signal })))).rejects.toBe(reason);
});

test("`openAiModel` keeps to `timeoutMs` while an endpoint floods it", async () => {
  const runtime = createManualRuntime();
  const model = createFlooded(() => void runtime.advance(1_000), runtime);
  await expect(collect(model.stream(createRequest()))).rejects.toMatchObject({
    reason: "timeout",
    details: { option: "timeoutMs" },
  });
});
