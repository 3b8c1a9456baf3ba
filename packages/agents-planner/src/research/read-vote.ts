import { cleanText, shorten } from "../text/phrases.ts";

/** What a result says when it is read as a vote. */
export interface ReadVote {
  /** Left out when it makes none. */
  readonly choice?: string;
  /** From 0 to 1, when the result states it. */
  readonly confidence?: number;
  /** The voter's own words, or why this is no choice. */
  readonly reason?: string;
}

/** Characters of an answer that are searched for options. */
const longestAnswer = 20_000;
const longestChoice = 200;
const longestReason = 300;

/**
 * Reads a result as a vote: its `verdict`, else `choice`, else `answer`, else its text.
 *
 * With `options`, the choice is the option that stands alone in the first line, else the only one that the text names.
 */
export function readVote(result: unknown, options: readonly string[] = []): ReadVote {
  const record = isRecord(result) ? result : {};
  const isTask = "taskId" in record && "status" in record;
  if (isTask && record["status"] !== "completed")
    return {
      reason: shorten(
        cleanText(`It has no result: ${sayText(record["error"]) || "it did not finish"}`),
        longestReason,
      ),
    };
  if (isTask) return readVote(record["result"], options);
  const answer = findAnswer(result).slice(0, longestAnswer);
  const confidence = record["confidence"];
  const stated = ["reason", "reasoning", "rationale", "explanation"]
    .map((name) => sayText(record[name]))
    .find(Boolean);
  const about = {
    ...(typeof confidence === "number" && Number.isFinite(confidence) ? { confidence } : {}),
    ...(stated === undefined ? {} : { reason: shorten(cleanText(stated), longestReason) }),
  };
  if (cleanText(answer) === "") return { ...about, reason: about.reason ?? "It is empty." };
  if (options.length === 0) return { ...about, choice: shorten(cleanText(answer), longestChoice) };
  const found = findOptions(answer, options);
  const [choice] = found;
  if (found.length === 1 && choice !== undefined)
    return { ...about, choice, reason: about.reason ?? shorten(cleanText(answer), longestReason) };
  return {
    ...about,
    reason: `It names ${found.length === 0 ? "none of the options" : `${found.length} options`}: “${shorten(cleanText(answer), 100)}”`,
  };
}

function findAnswer(result: unknown): string {
  if (!isRecord(result)) return sayText(result);
  for (const name of ["verdict", "choice", "answer"]) {
    const value = result[name];
    if (value === undefined || value === null) continue;
    return isRecord(value) ? sayText(value["text"]) : sayText(value);
  }
  return sayText(result["text"] ?? result["output"] ?? result["summary"]);
}

/** The options that a text names; one inside another ("React" in "React Native") counts for the longer one only. */
function findOptions(answer: string, options: readonly string[]): string[] {
  const lines = answer.split(/\r?\n/).map(toWords);
  const firstLine = lines.find((line) => line.trim() !== "") ?? "";
  const alone = options.find((option) => toWords(option) === firstLine);
  if (alone !== undefined) return [alone];
  let text = toWords(answer);
  const found = new Set<string>();
  for (const option of options.toSorted((left, right) => right.length - left.length)) {
    const words = toWords(option);
    if (words.trim() === "" || !text.includes(words)) continue;
    found.add(option);
    text = text.replaceAll(words, " | ");
  }
  return options.filter((option) => found.has(option));
}

/** Words in lower case, each with a space on either side. */
function toWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}+#]+/u)
    .filter(Boolean)
    .join(" ")} `;
}

function sayText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
