import { toLine } from "./clip.ts";
import { type DataObject, readNumber, readObjects, readText, readTexts } from "./read-data.ts";

const longestEntry = 400;
const mostEntries = 12;

/** What a knowledge agent has found, in words; `undefined` for anything else. */
export function describeKnowledge(data: DataObject): string | undefined {
  switch (data["type"]) {
    case "research":
      return readText(data["question"]) === undefined ? undefined : describeResearch(data);
    case "verify_fact":
      return readText(data["verdict"]) === undefined ? undefined : describeVerdict(data);
    case "search":
      return Array.isArray(data["results"]) ? describeSearch(data) : undefined;
    case "retrieve":
      return Array.isArray(data["passages"]) ? describePassages(data) : undefined;
    case "read_page":
      return readText(data["url"]) === undefined ? undefined : describePage(data);
    default:
      return undefined;
  }
}

function describeResearch(data: DataObject): string {
  const answer = readText(data["answer"]);
  const confidence = readNumber(data["confidence"]);
  const quotes = new Set(readObjects(data["citations"]).map(({ quote }) => quote));
  const findings = readObjects(data["findings"]).flatMap((finding) => {
    const said = readText(finding["statement"]) ?? readText(finding["text"]) ?? readText(finding["quote"]);
    return said === undefined || quotes.has(finding["quote"] ?? "") ? [] : [said];
  });
  return joinParts([
    answer ?? "Nothing was found that answers the question.",
    answer !== undefined && confidence !== undefined ? `Confidence: ${confidence} of 1.` : "",
    formatList(answer === undefined ? "What comes nearest:" : "Also found:", findings),
    formatList("Open points:", readTexts(data["openPoints"])),
  ]);
}

const verdicts: Readonly<Record<string, string>> = {
  supported: "The claim is supported by the sources",
  refuted: "The claim is refuted by the sources",
  not_enough_info: "The sources do not decide the claim",
};

function describeVerdict(data: DataObject): string {
  const verdict = readText(data["verdict"]) ?? "";
  const confidence = readNumber(data["confidence"]);
  const evidence = readObjects(data["evidence"]).flatMap((piece) => {
    const quote = readText(piece["quote"]);
    return quote === undefined ? [] : [`${readText(piece["stance"]) ?? "neutral"}: ${quote}`];
  });
  return joinParts([
    `${verdicts[verdict] ?? `Verdict: ${toLine(verdict, 100)}`}${confidence === undefined ? "" : ` (confidence ${confidence} of 1)`}.`,
    formatLine("Claim: ", data["claim"]),
    readText(data["explanation"]) ?? "",
    formatList("Evidence:", evidence),
  ]);
}

function describeSearch(data: DataObject): string {
  const results = readObjects(data["results"]).map((result) => {
    const place = readText(result["url"]) ?? readText(result["file"]) ?? "";
    return `${readText(result["title"]) ?? place} (${place}): ${readText(result["snippet"]) ?? ""}`;
  });
  const failed = readObjects(data["providers"]).filter(({ status }) => status === "failed");
  return joinParts([
    `${countOf(results.length, "result", "results")} for ${JSON.stringify(data["query"] ?? "")}${results.length === 0 ? "." : ":"}`,
    formatList("", results),
    failed.length === 0
      ? ""
      : `Did not answer: ${failed.map(({ name }) => readText(name) ?? "?").join(", ")}.`,
  ]);
}

function describePassages(data: DataObject): string {
  const passages = readObjects(data["passages"]).flatMap((passage) => readText(passage["quote"]) ?? []);
  return joinParts([
    `${countOf(passages.length, "passage", "passages")} for ${JSON.stringify(data["query"] ?? "")}${passages.length === 0 ? "." : ":"}`,
    formatList("", passages),
  ]);
}

function describePage(data: DataObject): string {
  const text = readText(data["text"]) ?? "The page shows no text.";
  return joinParts([
    formatLine("Page: ", data["title"]),
    formatLine("Address: ", data["url"]),
    data["truncated"] === true ? `${text}\n[The page holds more text than was read.]` : text,
  ]);
}

function formatLine(lead: string, data: DataObject[string] | undefined): string {
  const text = readText(data);
  return text === undefined ? "" : `${lead}${text}`;
}

/** A title and its entries, a line each; empty without entries. */
export function formatList(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return "";
  const shown = entries.slice(0, mostEntries).map((entry) => `- ${toLine(entry, longestEntry)}`);
  const more = entries.length > mostEntries ? [`- and ${entries.length - mostEntries} more`] : [];
  return [...(title === "" ? [] : [title]), ...shown, ...more].join("\n");
}

export function countOf(amount: number, one: string, several: string): string {
  return `${amount} ${amount === 1 ? one : several}`;
}

export function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}
