import { runCases } from "@convoke/conformance";
import { describe, test } from "vitest";
import { openAiModel } from "../src/index.ts";
import { languageModelCases } from "../src/testing/language-model-cases.ts";
import { type Api, answerWith, apis, streamWith } from "./support/endpoint.ts";
import { type Answer, events, type SeenRequest, startServer } from "./support/openai-server.ts";
import { chatChunks, responseEvents, type Shaped } from "./support/recorded-shapes.ts";

/** What the endpoint says to the prompts of the cases, by a word of theirs. */
const replies: Readonly<Record<string, Shaped>> = {
  colours: { text: "Red, green and blue.", usage: [20, 7] },
  hundred: { text: "One, two,", finish: "length", usage: [20, 4] },
  city: { text: '{"city": "Oslo", "people": 700000}', usage: [60, 15] },
  Oslo: {
    calls: [{ id: "c1", name: "read_temperature", arguments: '{"city": "Oslo"}' }],
    finish: "tool_calls",
    usage: [40, 9],
  },
};

const createAnswer =
  (api: Api) =>
  ({ body }: SeenRequest): Answer => {
    const prompt = JSON.stringify(api === "chat" ? body.messages : body.input);
    const word = Object.keys(replies).find((each) => prompt.includes(each));
    if (word !== undefined) return (body.stream === true ? streamWith : answerWith)(api, replies[word]!);
    const story = { text: "Once upon a time" };
    const begun = (api === "chat" ? chatChunks(story) : responseEvents(story)).slice(0, 3);
    return body.stream === true ? events(begun, { end: "open" }) : () => {};
  };

describe.each(apis)("`openAiModel` (%s) keeps every promise of a language model", (api) => {
  runCases(test, languageModelCases, async () => {
    const server = await startServer(createAnswer(api));
    const prices = { inputPerMillionUsd: 1, outputPerMillionUsd: 10 };
    const subject = openAiModel({ baseURL: server.baseURL, model: "m", api, prices });
    const impossible = { messages: [{ role: "tool", content: "Found." }] as const, maxOutputTokens: 10 };
    return {
      context: { subject, requests: { impossible } },
      teardown: async () => {
        await server[Symbol.asyncDispose]();
      },
    };
  });
});
