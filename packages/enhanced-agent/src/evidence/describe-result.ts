import { clipText } from "./clip.ts";
import { collectSources, type DescribedSource } from "./collect-sources.ts";
import { describeBrowsing } from "./describe-browsing.ts";
import { describeKnowledge } from "./describe-knowledge.ts";
import { describePlan } from "./describe-plan.ts";
import { formatData } from "./format-data.ts";
import { type Data, type DataObject, isDataObject, readData, readText } from "./read-data.ts";

/** An agent's result as a model and a reader can use it. */
export interface DescribedResult {
  readonly text: string;
  /** Without ids: the ledger gives them. */
  readonly sources: readonly DescribedSource[];
}

const longestText = 6_000;
/** Characters of whatever stands beside an answer. */
const longestRest = 1_500;
/** Where agents of others put what they have to say, the likeliest first. */
const wordedFields = ["answer", "summary", "text", "message", "report", "output", "content", "result"];

/**
 * Says an agent's result in words, at most 6,000 characters, and names what it rests on, at most 12 sources. The results of
 * the shipped agents are recognised by their shape; of others the answer is taken from `answer`, `summary`, `text` and
 * their like, else they are shown as JSON. Never throws, whatever the result is.
 *
 * @example
 * const { text, sources } = describeResult(task.result);
 */
export function describeResult(result: unknown): DescribedResult {
  const data = readData(result);
  const text = describe(data).trim();
  return {
    text: clipText(text === "" ? "Nothing came back." : text, longestText),
    sources: collectSources(data),
  };
}

function describe(data: Data): string {
  if (typeof data === "string") return data;
  if (data === null) return "";
  if (!isDataObject(data)) return formatData(data);
  return describeKnowledge(data) ?? describePlan(data) ?? describeBrowsing(data) ?? describeAny(data);
}

function describeAny(data: DataObject): string {
  const field = wordedFields.find((name) => readText(data[name]) !== undefined);
  if (field === undefined) return formatData(data);
  const { [field]: said, citations: _citations, sources: _sources, type: _type, ...rest } = data;
  const more = Object.keys(rest).length === 0 ? "" : `\n\nAlso: ${clipText(formatData(rest), longestRest)}`;
  return `${clipText(said as string, longestText - longestRest - 100)}${more}`;
}
