import { systemRuntime, Orchestrator } from "@convoke/core";
import { registerAllAgents } from "convoke";
import { describe, expect, test } from "vitest";
import { createAgentDirectory } from "../../agents/agent-directory.ts";
import { findProblems } from "./find-problems.ts";
import type { JsonSchema } from "./json-schema.ts";
import { readSchema } from "./read-schema.ts";
import { startValue } from "./start-value.ts";

describe("readSchema", () => {
  test("reads texts, numbers, choices, lists and objects with what is told of them", () => {
    const field = readSchema({
      type: "object",
      required: ["name"],
      additionalProperties: false,
      properties: {
        name: { type: "string", minLength: 1, description: "Who." },
        size: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
        kind: { enum: ["a", "b", null] },
        tags: { type: "array", items: { type: "string" }, maxItems: 3 },
      },
    });
    expect(field).toMatchObject({
      kind: "object",
      isClosed: true,
      properties: [
        { name: "name", isRequired: true, field: { kind: "text", minLength: 1, description: "Who." } },
        {
          name: "size",
          isRequired: false,
          field: { kind: "number", isWhole: true, minimum: 0, maximum: undefined },
        },
        { name: "kind", field: { kind: "choice", options: ["a", "b"], isNullable: true } },
        { name: "tags", field: { kind: "list", item: { kind: "text" }, maxItems: 3 } },
      ],
    });
  });

  test("names the branches of a union by the value that tells them apart, and folds null into it", () => {
    const shape = (type: string): JsonSchema => ({
      type: "object",
      required: ["type"],
      properties: { type: { const: type }, url: { type: "string" } },
    });
    const field = readSchema({ anyOf: [{ oneOf: [shape("page"), shape("shot")] }, { type: "null" }] });
    expect(field).toMatchObject({
      kind: "union",
      isNullable: true,
      branches: [{ label: "page" }, { label: "shot" }],
    });
    expect(startValue(field)).toEqual({ type: "page" });
  });

  test("ends at schemas that contain themselves, and falls back to JSON for what a form cannot show", () => {
    const within: JsonSchema = { type: "object", properties: { within: { $ref: "#" } } };
    expect(readSchema(within)).toMatchObject({ properties: [{ field: { kind: "object" } }] });
    const own: JsonSchema = {
      $ref: "#/$defs/node",
      $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } },
    };
    expect(readSchema(own)).toMatchObject({ properties: [{ field: { kind: "json" } }] });
    for (const schema of [
      {},
      { $ref: "#/$defs/none" },
      { allOf: [{}] },
      { type: "object" },
      { type: "array" },
      undefined,
    ])
      expect(readSchema(schema)).toMatchObject({ kind: "json" });
  });

  test("makes one field of two names for the same", () => {
    const field = readSchema({
      type: "object",
      properties: { maxResults: { type: "integer" }, max_results: { type: "integer" } },
    });
    expect(field).toMatchObject({ properties: [{ name: "maxResults" }] });
  });

  test("makes a form of the schema of each agent that ships", async () => {
    const orchestrator = new Orchestrator({ runtime: systemRuntime });
    const directory = createAgentDirectory(orchestrator);
    registerAllAgents(directory);
    const forms = directory
      .list()
      .items.map(({ agentType, inputSchema }) => [agentType, readSchema(inputSchema)] as const);
    await orchestrator.close();
    for (const [agentType, field] of forms) expect([agentType, field.kind]).toEqual([agentType, "object"]);
    const browser = new Map(forms).get("browser")!;
    expect(findProblems(browser, { url: "https://example.org", maxSteps: 0, nothing: 1 }, true)).toEqual([
      { path: [], message: "Not known here: nothing.", isMissing: false },
      { path: ["maxSteps"], message: "This must be 1 or more.", isMissing: false },
    ]);
  });
});
