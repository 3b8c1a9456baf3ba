import type { ModelMessage } from "@convoke/core";
import type { CaseRequest, CaseRequests, ModelContext } from "./model-case.ts";

/** What the cases ask a model that reads and writes text. */
export const caseRequests: CaseRequests = {
  text: { messages: converse("Name three colours."), maxOutputTokens: 40, temperature: 0 },
  long: {
    messages: converse("Count from one to one hundred, in words."),
    maxOutputTokens: 4,
    temperature: 0,
  },
  slow: { messages: converse("Tell a long story about a lighthouse."), maxOutputTokens: 800, temperature: 0 },
  schema: {
    messages: converse("Name a city and how many people live there, as JSON."),
    schema: {
      type: "object",
      properties: { city: { type: "string", maxLength: 20 }, people: { type: "integer" } },
      required: ["city", "people"],
      additionalProperties: false,
    },
    maxOutputTokens: 200,
    temperature: 0,
  },
  tools: {
    messages: converse("How warm is it in Oslo? Use the tool."),
    tools: [
      {
        name: "read_temperature",
        description: "Reads the temperature of a city.",
        parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
      },
    ],
    toolChoice: { allowed: ["read_temperature"], required: true },
    maxOutputTokens: 200,
    temperature: 0,
  },
};

/** The request of that kind for this subject. */
export function findRequest({ requests }: ModelContext, kind: keyof CaseRequests): CaseRequest {
  return requests?.[kind] ?? caseRequests[kind]!;
}

/** Whether an object is as the schema of `caseRequests` says. */
export function isCity(object: unknown): boolean {
  if (typeof object !== "object" || object === null) return false;
  const { city, people, ...rest } = object as Record<string, unknown>;
  return typeof city === "string" && Number.isInteger(people) && Object.keys(rest).length === 0;
}

function converse(prompt: string): ModelMessage[] {
  return [
    { role: "system", content: "You answer in few words." },
    { role: "user", content: prompt },
  ];
}
