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
  /** The text by its words without their escapes, where it holds some; see `loosen`. */
  readonly loose: string | undefined;
  /** Names that stand behind an `ACTION:`. */
  readonly headers: ReadonlySet<string>;
  /** Words in capitals, among which the names of tools would be. */
  readonly capitals: ReadonlySet<string>;
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
    findSource({ name, fields, toolCallId }) {
      const values = Object.values(fields).map((value) => {
        const text = normalise(value);
        return { text, loose: loosen(text) };
      });
      const dictating = sources.filter(
        ({ label, headers, capitals }) =>
          headers.has(name) || (toolCallId !== undefined && label !== promptLabel && capitals.has(name)),
      );
      const whole = dictating.find((source) => values.every((value) => holds(source, value)));
      if (whole !== undefined) return whole.label;
      // What is told in pieces is told: the words may come from several texts.
      const isTold = values.every((value) => sources.some((source) => holds(source, value)));
      return isTold ? dictating[0]?.label : undefined;
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
  const capitals = new Set(text.match(/(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{3,63}(?![A-Za-z0-9_])/g));
  if (headers.size + capitals.size === 0) return undefined;
  const words = normalise(text);
  const loose = /\\[nrt]/.test(text) ? loosen(words) : undefined;
  return { label, text: words, loose, headers, capitals };
}

function holds(source: Source, value: { readonly text: string; readonly loose: string }): boolean {
  return source.text.includes(value.text) || source.loose?.includes(value.loose) === true;
}

/**
 * Words without first letters that may have been a part of an escape: in `\nuke` one is either, depending on whether the text is
 * read as JSON or as an action. All such letters go, so that a word is the same with the escape taken from it and without.
 */
function loosen(words: string): string {
  return words.replace(/(?<= )[nrt]+/g, "").replace(/ +/g, " ");
}

/** The words of a text alone, each between spaces: neither case nor punctuation nor look-alike forms make them one's own. */
function normalise(text: string): string {
  const words = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    // Escapes as JSON writes them.
    .replace(/\\[nrt]/g, " ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return words === "" ? " " : ` ${words} `;
}
