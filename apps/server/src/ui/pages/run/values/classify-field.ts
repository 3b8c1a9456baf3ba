import { isRecord, readCitation } from "./read-citation.ts";

/** How a part of a value is shown. */
export type FieldKind =
  | "fact"
  | "prose"
  | "texts"
  | "citations"
  | "evidence"
  | "steps"
  | "actions"
  | "artifacts"
  | "nothing"
  | "tree";

const longestFact = 120;
const proseNames: ReadonlySet<string> = new Set([
  "answer",
  "explanation",
  "report",
  "summary",
  "text",
  "lesson",
]);

/** Looks at a value, and at the name under which it stands, for how a person would like to see it. */
export function classifyField(name: string, value: unknown): FieldKind {
  if (value === undefined || value === null || value === "") return "nothing";
  if (typeof value === "string")
    return proseNames.has(name) || value.length > longestFact || value.includes("\n") ? "prose" : "fact";
  if (typeof value !== "object") return "fact";
  if (isArtifact(value)) return "artifacts";
  if (!Array.isArray(value)) return "tree";
  const items: readonly unknown[] = value;
  if (items.length === 0) return "nothing";
  if (items.every((item) => typeof item === "string")) return "texts";
  if (items.every(isArtifact)) return "artifacts";
  if (items.every(isEvidence)) return "evidence";
  if (items.every((item) => readCitation(item)?.location !== undefined || hasQuote(item))) return "citations";
  if (items.every((item) => isRecord(item) && isRecord(item["action"]) && "durationMs" in item))
    return "actions";
  if (items.every((item) => isRecord(item) && typeof item["description"] === "string")) return "steps";
  return "tree";
}

/** A reference to something in the artifact store. */
export interface ArtifactShape {
  readonly artifact: string;
  readonly mediaType: string;
  readonly name?: string;
}

/** True for a reference to something in the artifact store. */
export function isArtifact(value: unknown): value is ArtifactShape {
  return isRecord(value) && typeof value["artifact"] === "string" && typeof value["mediaType"] === "string";
}

/** What a delegated task brought, as the main agent's results hold it. */
export interface EvidenceShape {
  readonly id: string;
  readonly taskId: string;
  readonly task: string;
  readonly agentType: string;
  readonly text: string;
  readonly sources: readonly unknown[];
}

function isEvidence(value: unknown): value is EvidenceShape {
  return (
    isRecord(value) &&
    typeof value["id"] === "string" &&
    typeof value["text"] === "string" &&
    Array.isArray(value["sources"])
  );
}

function hasQuote(value: unknown): boolean {
  return isRecord(value) && typeof value["quote"] === "string";
}

/** Parts that answer what was asked; the others stand folded under them. */
const primaryNames: ReadonlySet<string> = new Set([
  "answer",
  "verdict",
  "explanation",
  "summary",
  "text",
  "value",
  "citations",
  "steps",
  "artifact",
  "artifacts",
  "evidence",
  "actions",
]);

/** True for a part that is shown at once. */
export function isPrimary(name: string, kind: FieldKind): boolean {
  return kind === "fact" || kind === "artifacts" || primaryNames.has(name);
}
