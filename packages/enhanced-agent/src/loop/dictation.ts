import type { DataBlock } from "@convoke/core";
import { foldHead } from "../action/characters.ts";
import { readKeyword } from "../action/keyword.ts";
import type { WrittenAction } from "../action/written-action.ts";

/** What texts from outside, as a run has shown them to its model, tell the model to write. */
export interface Dictation {
  /** Remembers what a message shows. */
  listen(blocks: readonly DataBlock[]): void;
  /** The label of a text in which the action stands word for word; `undefined` for one in the model's own words. */
  findSource(action: WrittenAction): string | undefined;
}

/** A text that holds what looks like an action. */
interface Source {
  readonly label: string;
  readonly text: string;
  /** Names that stand behind an `ACTION:`. */
  readonly headers: ReadonlySet<string>;
}

/** Only what a user writes may name tools and their arguments without dictating them. */
const promptLabel = "PROMPT";
/** Texts that are remembered, and characters of all of them; the latest are kept. */
const [mostSources, mostCharacters] = [200, 4_000_000];

/**
 * An action that stands word for word in what a run was shown is an echo, not a decision: whoever wrote that text would act
 * through a model that repeats it. Texts without anything like an action cost one look and are not kept.
 */
export function createDictation(): Dictation {
  const sources: Source[] = [];
  let characters = 0;
  return {
    listen(blocks) {
      for (const block of blocks) {
        const source = readSource(block);
        if (source === undefined) continue;
        sources.push(source);
        characters += source.text.length;
        while (sources.length > mostSources || (characters > mostCharacters && sources.length > 1))
          characters -= sources.shift()?.text.length ?? 0;
      }
    },
    findSource(action) {
      const values = Object.values(action.fields).map(normalise);
      const isCall = action.toolCallId !== undefined;
      return sources.find(
        ({ label, text, headers }) =>
          (headers.has(action.name) || (isCall && label !== promptLabel && names(text, action.name))) &&
          values.every((value) => text.includes(value)),
      )?.label;
    },
  };
}

function readSource({ label, text }: DataBlock): Source | undefined {
  const headers = new Set<string>();
  for (const line of text.split(/[\n\r\v\f\u0085\u2028\u2029]/)) {
    const bare = line.replace(/^[\s>]{0,64}/, "");
    const keyword = readKeyword(bare);
    if (keyword?.skeleton !== "ACTION") continue;
    const [name = ""] = /[A-Z0-9_]+/.exec(foldHead(bare.slice(keyword.valueAt)).text.toUpperCase()) ?? [];
    headers.add(name);
  }
  const kept = normalise(text);
  return headers.size > 0 || /\b[A-Z][A-Z0-9_]{3,}\b/.test(kept) ? { label, text: kept, headers } : undefined;
}

/** Whether a text holds the name of a tool as a word of its own. */
function names(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!/\w/.test(text[at - 1] ?? "") && !/\w/.test(text[at + name.length] ?? "")) return true;
  return false;
}

/** Quotation marks at the beginnings of lines, escapes of JSON and kinds of white space do not make words one's own. */
function normalise(text: string): string {
  return text
    .replace(/^[ \t]*>+[ \t]?/gm, "")
    .replace(/\p{Cf}/gu, "")
    .replace(/\\n/g, " ")
    .replace(/\\"/g, '"')
    .replace(/\s+/g, " ")
    .trim();
}
