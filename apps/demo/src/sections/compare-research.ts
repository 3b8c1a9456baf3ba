import type { ResearchResult } from "@convoke/agents-knowledge";
import type { FormatPlace } from "../report/citations.ts";
import { stripMarkup } from "../report/quotes.ts";

/** What one research says about its subject, in the same terms as the others. */
export interface Comparand {
  readonly name: string;
  /** The first sentence of the answer, as it stands in the source. */
  readonly says: string;
  readonly place: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly findings: number;
  /** Documents that the findings come from. */
  readonly sources: number;
  /** Proper names in its findings, the most frequent first, without its own. */
  readonly names: readonly string[];
}

/** Several researches side by side. */
export interface Comparison {
  readonly comparands: readonly Comparand[];
  /** Names that the findings of more than one of them hold, and of which. */
  readonly shared: readonly { readonly name: string; readonly by: readonly string[] }[];
}

/** Puts researches side by side: what each says, how surely, on what ground, and what it is set beside. */
export function compareResearch(
  researches: readonly { readonly name: string; readonly result: ResearchResult }[],
  formatPlace: FormatPlace,
): Comparison {
  const comparands = researches.map(({ name, result }): Comparand => ({
    name,
    says: result.citations[0]?.quote ?? "",
    place: result.citations[0] === undefined ? "" : formatPlace(result.citations[0].source),
    confidence: result.confidence,
    findings: result.findings.length,
    sources: result.sources.length,
    names: listNames(result).filter((found) => found.toLowerCase() !== name.toLowerCase()),
  }));
  const all = new Set(comparands.flatMap(({ names }) => names));
  const shared = [...all]
    .map((name) => ({
      name,
      by: comparands.filter(({ names }) => names.includes(name)).map((comparand) => comparand.name),
    }))
    .filter(({ by }) => by.length > 1);
  return { comparands, shared };
}

/** Words with a capital within a sentence, in a row: "Internet Explorer" is one name. */
const properName = /(?<=[\p{Ll}\d,;:)/] )\p{Lu}[\p{L}\d+#]*(?:\.js)?(?: \p{Lu}[\p{L}\d+#]*(?:\.js)?)*/gu;
/** Kinds of things, not things; "Plugin API" is one as well. */
const noName =
  /(?:^| )(?:API|APIs|CI|CLI|CPU|CSS|DOM|ES\d*|ESM|HTML|HTTP|I|ID|IDE|JS|JSON|OS|TS|UI|URL|URLs)$/;

function listNames({ findings, citations }: ResearchResult): string[] {
  const counts = new Map<string, number>();
  for (const quote of new Set([...citations, ...findings].map((citation) => citation.quote))) {
    for (const [name] of stripMarkup(quote).replace(/\s+/g, " ").matchAll(properName))
      if (!noName.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]).map(([name]) => name);
}
