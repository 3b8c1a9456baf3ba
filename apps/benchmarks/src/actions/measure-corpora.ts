import { readdir } from "node:fs/promises";
import { parseActions } from "@convoke/enhanced-agent";
import { grammar } from "./grammar.ts";

/** One message of a corpus, and the actions that it must give: none when they are left out. */
export interface CorpusCase {
  readonly kind: string;
  readonly text: string;
  readonly expected?: readonly { readonly name: string; readonly fields: Readonly<Record<string, string>> }[];
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
      return { name: name.slice(0, -3), cases: cases.length, failed: findFailures(cases) };
    }),
  );
}

/** The cases that give other actions than they must, or other texts in them. */
export function findFailures(cases: readonly CorpusCase[]): CorpusCase[] {
  return cases.filter(({ text, expected = [] }) => {
    const found = parseActions(text, grammar).actions.map(({ name, fields }) => ({ name, fields }));
    return JSON.stringify(found) !== JSON.stringify(expected);
  });
}
