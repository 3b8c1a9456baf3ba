import { readdir } from "node:fs/promises";
import { parseActions } from "@convoke/enhanced-agent";
import { grammar } from "./grammar.ts";

/** One message of a corpus, and the actions that it must give: none when they are left out. */
export interface CorpusCase {
  readonly kind: string;
  readonly text: string;
  readonly expected?: readonly { readonly name: string; readonly fields: Readonly<Record<string, string>> }[];
  /** `observed`: no message of a model but what a tool gave back; a model repeats it as it was shown it, fenced. */
  readonly place?: "reply" | "observed";
}

/** What came out of one corpus. */
export interface CorpusFigure {
  /** The name of its file: `own-…` by the authors of the parser, `blind-…` by others who had not seen it. */
  readonly name: string;
  readonly cases: number;
  /** Cases that gave other actions than they must. */
  readonly failed: readonly CorpusCase[];
}

const folder = new URL("../../../../packages/enhanced-agent/test/corpus/", import.meta.url);
const corpusFile = /^(?:own|blind)-(?:injections|defects)\.ts$/;

/** Parses every case of every corpus. */
export async function measureCorpora(): Promise<CorpusFigure[]> {
  const names = (await readdir(folder)).filter((name) => corpusFile.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const exported: unknown[] = Object.values(await import(new URL(name, folder).href));
      const cases = exported.filter((value) => Array.isArray(value)).flat() as CorpusCase[];
      const { marker } = name.startsWith("blind-") ? await readBlindGrammar() : grammar;
      return { name: name.slice(0, -3), cases: cases.length, failed: findFailures(cases, marker) };
    }),
  );
}

async function readBlindGrammar(): Promise<{ readonly marker: string }> {
  const { blindMarker } = await import(new URL("blind-templates.ts", folder).href);
  return { marker: blindMarker };
}

/** The cases that give other actions than they must, or other texts in them; ends of lines all count as the same. */
export function findFailures(cases: readonly CorpusCase[], marker = grammar.marker): CorpusCase[] {
  return cases.filter(({ text, place, expected = [] }) => {
    const message =
      place === "observed" ? `<<${marker} RESULT E1 code completed\nTask: x\n\n${text}\n${marker}>>` : text;
    const { actions } = parseActions(message, { ...grammar, marker });
    return simplify(actions.map(({ name, fields }) => ({ name, fields }))) !== simplify(expected);
  });
}

function simplify(actions: unknown): string {
  return JSON.stringify(actions, (_, value: unknown) =>
    typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() : value,
  );
}
