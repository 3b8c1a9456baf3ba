import { listTechnologies } from "../goal/technologies.ts";

const mostNames = 6;
const warning =
  /\b(?:avoid|deprecated|unmaintained|abandoned|not recommended|do(?:es)? not use|don't use|no longer maintained|end of life|insecure)\b/i;
/** FastAPI, BullMQ, node-fetch in backticks, @scope/name: names by their looks. */
const camelName = /(?<![\w-])(?:[A-Z][a-z0-9]+[A-Z][A-Za-z0-9]*|[A-Z]{2,}[a-z][A-Za-z0-9]*)\b/g;
const quotedName = /`(@?[a-z][\w.-]*(?:\/[a-z][\w.-]*)?)`/gi;
const packagePath = /(?:^|\/)node_modules\/((?:@[\w.-]+\/)?[\w.-]+)|^((?:@[\w-]+\/)[\w.-]+)/i;
/** Pydantic: a capital within a sentence; counts when it comes twice. */
const capitalizedName = /(?<=[\p{Ll}\d,] )\p{Lu}\p{Ll}{2,}\b/gu;
const noName =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|English|Note|The|This|See|You|When|Use|License|Getting|Started|Install|Usage|Example)$/;
/** Words in camel case or backticks that name no product. */
const noProduct =
  /^(?:[A-Z]{2,}s|restful|node_modules|readme|changelog|license|api|url|json|html|css|http|https|true|false|null|undefined|string|number|object|import|export|const|await|async|function|class|return|index|main|src|docs|test|options?|config|default|type|name|value|data|error|id|key|path|file|(?:get|set|is|on|to)[A-Z]\w*|.*\.(?:md|js|ts|json|py|txt|mjs|cjs|yml|yaml|lock|toml|css|html))$/i;

/** Names in research: those it speaks of, the most mentioned first, and those it warns about. */
export function findNames(texts: readonly string[]): { technologies: string[]; warnings: string[] } {
  const weights = new Map<string, number>();
  const warned = new Set<string>();
  const seenOnce = new Set<string>();
  const known = new Set<string>();
  const add = (name: string, weight: number): void => {
    if (known.has(name) || (name.length >= 2 && !noProduct.test(name)))
      weights.set(name, (weights.get(name) ?? 0) + weight);
  };
  for (const sentence of texts.flatMap(splitSentences)) {
    const technologies = listTechnologies(sentence);
    for (const name of technologies) known.add(name);
    const names = [
      ...technologies,
      ...[...sentence.matchAll(camelName)].map((match) => match[0]),
      ...[...sentence.matchAll(quotedName)]
        .map((match) => match[1] ?? "")
        .filter((name) => /[-/@]/.test(name)),
    ];
    for (const name of listCapitalized(sentence)) {
      if (seenOnce.has(name)) names.push(name);
      seenOnce.add(name);
    }
    const fromPath = packagePath.exec(sentence);
    if (fromPath !== null) names.push(fromPath[1] ?? fromPath[2] ?? "");
    const isWarning = warning.test(sentence);
    for (const name of new Set(names)) {
      if (isWarning) warned.add(name);
      add(name, isWarning ? 0 : 1);
    }
  }
  const technologies = dropVariants([...weights].filter(([name, weight]) => weight > 0 && !warned.has(name)))
    .sort((one, other) => other[1] - one[1])
    .slice(0, mostNames)
    .map(([name]) => name);
  return {
    technologies,
    warnings: [...warned].filter((name) => known.has(name) || !noProduct.test(name)).slice(0, mostNames),
  };
}

/** Names by a capital within a sentence; none in a title, where every word has one. */
function listCapitalized(sentence: string): string[] {
  const words = sentence.split(/\s+/);
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  if (capitals * 2 > words.length) return [];
  return [...sentence.matchAll(capitalizedName)]
    .map((match) => match[0])
    .filter((name) => !noName.test(name));
}

/** The same name in another case counts once, in the spelling seen first. */
function dropVariants(entries: readonly (readonly [string, number])[]): [string, number][] {
  const byLowerCase = new Map<string, [string, number]>();
  for (const [name, weight] of entries) {
    const known = byLowerCase.get(name.toLowerCase());
    if (known === undefined) byLowerCase.set(name.toLowerCase(), [name, weight]);
    else known[1] += weight;
  }
  return [...byLowerCase.values()];
}

function splitSentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => sentence.length > 1);
}
