import { toLine } from "./clip.ts";
import { formatList, joinParts } from "./describe-knowledge.ts";
import {
  type Data,
  type DataObject,
  isDataObject,
  readNumber,
  readObjects,
  readText,
  readTexts,
} from "./read-data.ts";

const mostSteps = 40;

/** A plan as lines of steps with agents, times and costs; `undefined` for anything else. */
export function describePlan(data: DataObject): string | undefined {
  const plan = isDataObject(data["plan"]) && !Array.isArray(data["steps"]) ? data["plan"] : data;
  const steps = readObjects(plan["steps"]);
  if (steps.length === 0 || !steps.every((step) => readText(step["description"]) !== undefined))
    return undefined;
  const numbers = new Map(steps.map((step, at) => [step["id"], at + 1]));
  const goal = readText(plan["goal"]) ?? readText(plan["summary"]);
  return joinParts([
    goal === undefined ? "" : `Plan for: ${toLine(goal, 500)}`,
    describeEstimate(plan, steps.length),
    ...steps.slice(0, mostSteps).map((step, at) => describeStep(step, at + 1, numbers)),
    steps.length > mostSteps ? `… and ${steps.length - mostSteps} more steps` : "",
    formatList("Assumptions:", listNotes(plan["assumptions"])),
    formatList("Risks:", listNotes(plan["risks"])),
  ]);
}

function describeEstimate(plan: DataObject, count: number): string {
  const estimate = isDataObject(plan["estimate"]) ? plan["estimate"] : {};
  const seconds = readNumber(estimate["makespanSeconds"]);
  const oneByOne = readNumber(estimate["seconds"]);
  const cost = readNumber(estimate["costUsd"]);
  return [
    `${count} ${count === 1 ? "step" : "steps"}`,
    ...(seconds === undefined ? [] : [`${round(seconds)} s in parallel`]),
    ...(oneByOne === undefined ? [] : [`${round(oneByOne)} s one after another`]),
    ...(cost === undefined ? [] : [`${round(cost)} USD`]),
  ].join(", ");
}

function describeStep(step: DataObject, number: number, numbers: ReadonlyMap<unknown, number>): string {
  const agent = readText(step["agentType"]) ?? readText(step["capability"]) ?? readText(step["agent"]);
  const time = readNumber(step["estimatedTime"]);
  const cost = readNumber(step["costEstimate"]);
  const after = readTexts(step["dependsOn"]).flatMap((id) => numbers.get(id) ?? []);
  const figures = [
    ...(time === undefined ? [] : [`${round(time)} s`]),
    ...(cost === undefined ? [] : [`${round(cost)} USD`]),
    ...(after.length === 0 ? [] : [`after ${after.join(", ")}`]),
    ...(step["optional"] === true ? ["optional"] : []),
  ];
  const lead = `${number}. ${agent === undefined ? "" : `[${toLine(agent, 60)}] `}`;
  return `${lead}${toLine(readText(step["description"]) ?? "", 400)}${figures.length === 0 ? "" : ` (${figures.join(", ")})`}`;
}

/** Without those that repeat the research, which is evidence of its own; files are named as their packages name them. */
function listNotes(data: Data | undefined): readonly string[] {
  return readTexts(data)
    .filter((note) => !/^Builds on research:/i.test(note))
    .map((note) => note.replace(/\S{0,1000}\bnode_modules\//g, ""));
}

function round(figure: number): number {
  return Number(figure.toFixed(figure >= 10 ? 0 : 2));
}
