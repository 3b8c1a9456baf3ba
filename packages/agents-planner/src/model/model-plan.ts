import { cleanText, shorten } from "../text/phrases.ts";

/** A step as a model writes it, cleaned: one line of text each, lists and lengths bounded. */
export interface ModelStep {
  readonly id: string;
  /** Empty when the model has named none. */
  readonly agentType: string;
  readonly capability: string;
  readonly description: string;
  /** Which steps it builds on, and what it takes from each. */
  readonly needs: readonly { readonly step: string; readonly what: string }[];
  readonly successCriterion: string;
  readonly optional: boolean;
  /** Multiple of the usual time and cost; `undefined` for the usual. */
  readonly effort: number | undefined;
}

/** A plan as a model writes it. */
export interface ModelPlan {
  readonly steps: readonly ModelStep[];
  readonly assumptions: readonly string[];
  readonly risks: readonly string[];
}

/** What was read of a reply; without a plan where it was nothing to read in. */
export interface ModelPlanReading {
  readonly plan?: ModelPlan;
  /** What could not be read, as sentences for the model. */
  readonly problems: readonly string[];
}

const text = { type: "string" } as const;
const texts = { type: "array", items: text } as const;

/** JSON Schema of `ModelPlan`. Every field is required, as services that hold a model to a schema want it. */
export const modelPlanSchema = createObject({
  steps: {
    type: "array",
    items: createObject({
      id: text,
      agentType: text,
      capability: text,
      description: text,
      needs: { type: "array", items: createObject({ step: text, what: text }) },
      successCriterion: text,
      optional: { type: "boolean" },
      effort: { type: "number" },
    }),
  },
  assumptions: texts,
  risks: texts,
});

/** What a plan of a model may have. */
export const mostSteps = 200;
const mostNeeds = 50;
const mostSentences = 20;
const mostProblems = 20;
const longestName = 80;
const longestText = 400;
const [leastEffort, greatestEffort] = [0.1, 20];

/** Reads any value as a plan; what cannot be read is listed, and left out. Never throws. */
export function readModelPlan(value: unknown): ModelPlanReading {
  try {
    return readParts(value);
  } catch {
    return { problems: ["The plan cannot be read: reply with one JSON object only."] };
  }
}

function readParts(value: unknown): ModelPlanReading {
  const problems: string[] = [];
  const root = isRecord(value) ? value : {};
  const raw: readonly unknown[] = Array.isArray(root["steps"]) ? root["steps"] : [];
  if (raw.length === 0) problems.push("The plan has no steps: give a list of at least one under “steps”.");
  if (raw.length > mostSteps)
    problems.push(`The plan has ${raw.length} steps: use at most ${mostSteps}, better 5 to 20.`);
  const steps = raw.slice(0, mostSteps).flatMap((step, at) => {
    if (isRecord(step)) return [readStep(step, at + 1, problems)];
    problems.push(`Step ${at + 1} is no object.`);
    return [];
  });
  const plan = {
    steps,
    assumptions: readSentences(root["assumptions"]),
    risks: readSentences(root["risks"]),
  };
  return { plan, problems: problems.slice(0, mostProblems) };
}

function readStep(raw: Readonly<Record<string, unknown>>, number: number, problems: string[]): ModelStep {
  const id = readText(raw["id"], longestName);
  const description = readText(raw["description"], longestText);
  const successCriterion = readText(raw["successCriterion"], longestText);
  for (const [name, read] of Object.entries({ id, description, successCriterion })) {
    if (read === "") problems.push(`Step ${number} has no ${name}: give a text.`);
  }
  const effort = raw["effort"];
  return {
    id,
    agentType: readText(raw["agentType"], longestName),
    capability: readText(raw["capability"], longestName),
    description,
    needs: readNeeds(raw["needs"]),
    successCriterion,
    optional: raw["optional"] === true,
    effort:
      typeof effort === "number" && effort > 0
        ? Math.min(greatestEffort, Math.max(leastEffort, effort))
        : undefined,
  };
}

/** Ids alone are read, too. */
function readNeeds(raw: unknown): { step: string; what: string }[] {
  if (!Array.isArray(raw)) return [];
  return raw.slice(0, mostNeeds).flatMap((need: unknown) => {
    const { step, what } = isRecord(need) ? need : { step: need };
    const id = readText(step, longestName);
    return id === "" ? [] : [{ step: id, what: readText(what, longestName) }];
  });
}

function readSentences(raw: unknown): string[] {
  if (!Array.isArray(raw)) return [];
  const sentences = raw.slice(0, mostSentences).map((sentence: unknown) => readText(sentence, longestText));
  return sentences.filter((sentence) => sentence !== "");
}

function readText(raw: unknown, limit: number): string {
  return typeof raw === "string" ? shorten(cleanText(raw.slice(0, 4 * limit)), limit) : "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function createObject(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}
