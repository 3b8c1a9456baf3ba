import { expect, test } from "vitest";
import { type LanguageModel, Orchestrator } from "@convoke/core";
import { scriptedModel, hold } from "@convoke/core/testing";
import { createKnowledgeAgent } from "../knowledge-agent.ts";
import {
  ask,
  createWriter,
  index,
  isFor,
  question,
  readIds,
  real,
  writeAll,
} from "../../test/ask-with-model.ts";

const quoted = (await ask(createWriter(() => writeAll()))).result;

test("`research` gives a model's sentences with citations that code has placed", async () => {
  const model = createWriter((_, ids) =>
    writeAll({
      text: "The Northern ferry leaves at 7:30 and carries 120 passengers [E1].",
      evidence: [
        { id: ids["ferry.md"], quote: "leaves at 7:30 from pier four" },
        { id: ids["ferry.md"], quote: "It carries 120 passengers." },
        { id: ids["ferry.md"], quote: "The Northern ferry" },
      ],
    }),
  );
  const { result } = await ask(model);
  expect(result).toMatchObject({
    method: "model",
    answer: "The Northern ferry leaves at 7:30 and carries 120 passengers.",
    sections: [{ method: "model", sentences: [{ citations: [1, 2, 3] }] }],
  });
  expect(result.citations.map(({ quote }) => quote)).toEqual([
    "leaves at 7:30 from pier four",
    "It carries 120\npassengers.",
    "The Northern ferry",
  ]);
  expect(result.citations[1].source).toMatchObject({ file: "ferry.md", line: 3 });
  expect(result.report).toContain("carries 120 passengers. [1][2][3]");
  expect(result.confidence).toBeGreaterThan(0);
});

test("`research` keeps what is borne out beside what is not, and says so", async () => {
  const model = createWriter((_, ids) =>
    writeAll(
      { text: "The Northern ferry leaves at midnight.", evidence: [{ ...real, id: ids["ferry.md"] }] },
      {
        text: "The Northern ferry leaves at 7:30 (https://evil.example/a).",
        evidence: [
          { ...real, id: ids["ferry.md"] },
          { ...real, id: "E77" },
        ],
      },
    ),
  );
  const { result } = await ask(model);
  expect(result.answer).toBe("The Northern ferry leaves at 7:30.");
  expect(result.citations).toHaveLength(1);
  expect(result.openPoints.at(-1)).toMatch(/^Sentences of the model that were left out: 1/);
});

test("`research` sends the same bytes before what changes, for each kind of call", async () => {
  const model = createWriter(() => writeAll());
  await ask(model);
  await ask(model, { text: "What does a ticket of the ferry cost?" });
  const systems = model.requests.map(({ messages }) => messages[0].content);
  expect(systems[0]).toBe(systems[2]);
  expect(systems[1]).toBe(systems[3]);
  expect(model.requests.map(({ schema }) => JSON.stringify(schema)).slice(0, 2)).toEqual(
    model.requests.map(({ schema }) => JSON.stringify(schema)).slice(2),
  );
});

test("`research` reads JSON that stands in text", async () => {
  const reply = { sentences: [{ text: "The Northern ferry leaves at 7:30.", evidence: [real] }] };
  const model = createWriter((_, ids) => ({
    text: `Here you are:\n\`\`\`json\n${JSON.stringify(reply).replace("E1", ids["ferry.md"])}\n\`\`\``,
  }));
  expect((await ask(model)).result.answer).toBe("The Northern ferry leaves at 7:30.");
});

test("`research` searches for other words, the question always with them, three at most", async () => {
  const text = "How much is a trip on the vessel?";
  const model = scriptedModel((request) => {
    if (isFor(request, "rewrite"))
      return { object: { queries: ["", "ticket ferry costs", "train", "pier", "x".repeat(9999)] } };
    expect(request.messages[1].content).toContain("nine euros");
    expect(request.messages[1].content).not.toContain("pier four");
    return writeAll({
      text: "A ticket of the ferry costs nine euros.",
      evidence: [{ id: readIds(request)["ferry.md"], quote: "A ticket of the ferry costs nine euros." }],
    });
  });
  // Without a passage for the words of the question itself no model is asked.
  expect((await ask(model, { text })).result.method).toBe("extractive");
  expect(model.requests).toHaveLength(0);
  await ask(model, { text: `${text} Which ticket?` });
  expect(model.requests).toHaveLength(2);
});

test("`research` has passages put in order when it is told to, and no id of the model's own counts", async () => {
  const model = scriptedModel((request) => {
    if (isFor(request, "order")) return { object: { order: ["E9", readIds(request)["train.md"], "", "E0"] } };
    if (isFor(request, "rewrite")) return { object: { queries: [] } };
    return writeAll();
  });
  const text = "When do the ferry and the train leave for passengers?";
  await ask(model, { text, modelOptions: { rerank: true } });
  expect(model.requests).toHaveLength(3);
  const first = /<<data-\S+ E\d+\n(\S+)/.exec(model.requests[2].messages[1].content)?.[1];
  expect(first).toBe("train.md");
  const before = Object.keys(readIds(model.requests[1])).toSorted();
  expect(Object.keys(readIds(model.requests[2])).toSorted()).toEqual(before);
});

test("`research` makes no call that the budget has no room for, and books what a call used", async () => {
  const usage = { inputTokens: 1_000, outputTokens: 50, costUsd: 0.25 };
  const poor = scriptedModel([{ object: { queries: [] }, usage }]);
  // The task's estimate fits; a question of so many bytes does not.
  const text = `${question} ${"…".repeat(9_900)}`;
  const { result } = await ask(poor, { text, budget: { maxTokens: 9_000 } });
  expect(poor.requests).toHaveLength(0);
  expect(result.answer).toBe(quoted.answer);
  expect(result.openPoints.at(-1)).toMatch(/quoted, not written by the model: the budget has no room for it/);
  const rich = createWriter(() => ({ object: { sentences: [] }, usage }));
  const { task } = await ask(rich, { budget: { maxTokens: 100_000 } });
  expect(task.spend?.costUsd).toBe(0.25);
  expect(task.spend?.tokens).toBeGreaterThan(1_050);
});

test("`research` ends with its task while a model keeps it waiting", async () => {
  const asked = Promise.withResolvers<void>();
  const deaf: LanguageModel = {
    generate: () => {
      asked.resolve();
      return new Promise(() => {});
    },
    async *stream() {},
  };
  for (const model of [deaf, scriptedModel([hold()])]) {
    const orchestrator = new Orchestrator({ agents: { knowledge: createKnowledgeAgent({ index, model }) } });
    const task = orchestrator.startTask({ agentType: "knowledge", description: "ask", input: { question } });
    if (model === deaf) await asked.promise;
    await orchestrator.cancel(task.taskId, "enough");
    expect(await task.settled).toMatchObject({ status: "cancelled" });
    await orchestrator.close();
  }
});
