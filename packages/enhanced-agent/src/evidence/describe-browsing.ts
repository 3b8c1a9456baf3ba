import { clipText, toLine } from "./clip.ts";
import { countOf, formatList, joinParts } from "./describe-knowledge.ts";
import { formatData } from "./format-data.ts";
import {
  type Data,
  type DataObject,
  isDataObject,
  readNumber,
  readObjects,
  readText,
  readTexts,
} from "./read-data.ts";

const longestData = 4_000;

/** What a browser agent has done and seen, in words; `undefined` for anything else. */
export function describeBrowsing(data: DataObject): string | undefined {
  const url = readText(data["url"]);
  if (url === undefined) return undefined;
  switch (data["type"]) {
    case "browse_goal":
      return joinParts([describeAnswer(data), describeWhere(data, url), ...describeDeeds(data)]);
    case "run_program":
      return joinParts([
        "The program was run to its end.",
        isDataObject(data["data"]) && Object.keys(data["data"]).length > 0 ? showData(data["data"]) : "",
        describeWhere(data, url),
        ...describeDeeds(data),
      ]);
    case "extract_data": {
      const count = readNumber(data["count"]);
      return joinParts([
        `${count === undefined ? "Data" : countOf(count, "entry", "entries")} from ${url}:`,
        showData(data["data"] ?? null),
      ]);
    }
    case "check_page":
      return joinParts([
        `${url} ${data["passed"] === true ? "meets what is expected of it" : "does not meet all that is expected of it"}:`,
        formatList("", readObjects(data["checks"]).map(describeCheck)),
      ]);
    case "take_screenshot":
      return joinParts([`A picture of ${url} was taken.`, formatList("Files:", [describeArtifact(data)])]);
    default:
      return undefined;
  }
}

function describeAnswer(data: DataObject): string {
  const answer = readText(data["answer"]);
  const goal = toLine(readText(data["goal"]) ?? "", 300);
  if (answer === undefined) return `Done: ${goal}`;
  return data["isBorneOut"] === false ? `${answer}\n(This did not stand word for word on the page.)` : answer;
}

function describeWhere(data: DataObject, url: string): string {
  const title = readText(data["title"]);
  return `Page at the end: ${title === undefined ? "" : `${toLine(title, 200)}, `}${url}`;
}

function describeDeeds(data: DataObject): readonly string[] {
  return [
    formatList("Did:", readObjects(data["actions"]).map(describeAction)),
    formatList("Files:", readObjects(data["artifacts"]).map(describeArtifact)),
    formatList("Notes:", readTexts(data["notes"])),
  ];
}

function describeAction(record: DataObject): string {
  const action = isDataObject(record["action"]) ? record["action"] : {};
  const { action: name, ...rest } = action;
  const error = readText(record["error"]);
  return `${readText(name) ?? "action"} ${toLine(JSON.stringify(rest), 150)}: ${readText(record["status"]) ?? "?"}${error === undefined ? "" : `, ${error}`}`;
}

function describeArtifact(artifact: DataObject): string {
  const kind = readText(artifact["mediaType"]) ?? "file";
  return `${readText(artifact["name"]) ?? "file"} (${kind}, ${readNumber(artifact["bytes"]) ?? "?"} bytes), kept as ${readText(artifact["artifact"]) ?? "?"}`;
}

function describeCheck(check: DataObject): string {
  const verdict = check["passed"] === true ? "holds" : "does not hold";
  return `${readText(check["what"]) ?? "check"}: expected ${readText(check["expected"]) ?? "?"}, seen ${readText(check["actual"]) ?? "?"}; ${verdict}`;
}

function showData(data: Data): string {
  return clipText(formatData(data), longestData);
}
