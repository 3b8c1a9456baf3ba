import { type Agent, Orchestrator } from "@convoke/core";
import { expect, test } from "vitest";
import { z } from "zod";
import { createAgentDirectory } from "./agent-directory.ts";

const createAgent = (agentType: string, inputSchema: unknown): Agent => ({
  agentType,
  name: agentType,
  description: "Tests",
  capabilities: [],
  inputSchema: inputSchema as NonNullable<Agent["inputSchema"]>,
  executor: () => 1,
});

/** A schema that makes something else of itself than JSON. */
function createSchema(describe: () => unknown) {
  const validate = (value: unknown) => ({ value });
  return { "~standard": { version: 1, vendor: "test", validate, jsonSchema: { input: describe } } };
}

test("createAgentDirectory describes each schema once, and leaves out one that is no JSON", () => {
  const directory = createAgentDirectory(new Orchestrator());
  let asked = 0;
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  directory.registerAgent(
    createAgent(
      "circular",
      createSchema(() => circular),
    ),
  );
  directory.registerAgent(
    createAgent(
      "counted",
      createSchema(() => ({ asked: ++asked })),
    ),
  );
  directory.registerAgent(createAgent("zod", z.object({ text: z.string() })));
  directory.list();
  const schemas = directory.list().items.map(({ agentType, inputSchema }) => [agentType, inputSchema]);
  expect(JSON.parse(JSON.stringify(schemas))).toEqual([
    ["circular", null],
    ["counted", { asked: 1 }],
    ["zod", expect.objectContaining({ required: ["text"] })],
  ]);
});
