import { findTechnology, listTechnologies } from "../goal/technologies.ts";
import { findKnownTechnology, isSpeltAsKnown } from "../goal/known-technologies.ts";

/** A name in a sentence, and what makes it one. */
export interface Occurrence {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** `known`: in a table; `package`: an install command or an import shows it; `looks`: camel case or code. */
  readonly evidence: "known" | "package" | "looks";
  readonly ecosystem?: string;
  /** True inside backticks: there a name in camel case is rather a class than a product. */
  readonly isCode: boolean;
}

const installers: readonly (readonly [command: RegExp, ecosystem: string])[] = [
  [
    /\b(?:npm (?:i|install|add)|pnpm (?:add|install)|yarn add|bun add|npx)((?: +[-@\w./^~]+)+)/gi,
    "JavaScript",
  ],
  [/\b(?:pip3? install|uv (?:add|pip install)|poetry add|pipx install)((?: +[-\w.[\]=<>~]+)+)/gi, "Python"],
  [/\bcargo (?:add|install)((?: +[-\w]+)+)/gi, "Rust"],
  [/\bgem install((?: +[-\w]+)+)/gi, "Ruby"],
  [/\bcomposer require((?: +[-\w]+\/[-\w]+)+)/gi, "PHP"],
];
const scriptImport = /\b(?:from|require\(|import\(|import) ?["']([^"'\s.][^"'\s]{0,80})["']/g;
const pythonImport = /^(?:from ([a-z_]\w{1,40})(?:\.\w+)* import \w|import ([a-z_]\w{1,40})(?: as \w+)?$)/;
const standardModules =
  /^(?:os|sys|re|io|json|time|typing|datetime|logging|pathlib|collections|functools|itertools|dataclasses|abc|enum|math|random|subprocess|shutil|threading|__future__|fs|path|url|http|https|util|assert|crypto|events|stream|child_process|worker_threads|process|buffer)$/;
const camelCase =
  /(?<![\w@/.-])(?:[A-Z][a-z0-9]+[A-Z][A-Za-z0-9]*|[A-Z]{2,}[a-z][A-Za-z0-9]*)\b(?![(<]|\.\w|::)/g;
const packageLike = /`(@[a-z][\w.-]*\/[a-z][\w.-]*|[a-z]\w*-[\w-]+)`/gi;
/** Camel case that names no product: identifiers of programs, and plurals such as "APIs". */
const identifier =
  /(?:Error|Exception|Context|Options?|Result|Status|Type|Store|Handler|Manager|Factory|Provider|Request|Response|Input|Output|State|Event|Item|List|Map|Set|Info|Data|Props|Config|Schema|Model|Class|Function|Method|Value|Key|Name|File|Path|Field|Node|View|Controller|Service|Client|Server|Exists?|Id|URL|Signal)s?$|^(?:[A-Z]{2,}s|readme|ReadMe|RESTful)$/;

/** They bring what a thing is made with, and are named wherever something is installed. */
const packageManagers = /^(?:npm|pnpm|Yarn)$/;

/** Every name in a sentence, in order; names inside other names are left out. */
export function scanNames(sentence: string): Occurrence[] {
  const found = [...scanPackages(sentence), ...scanKnown(sentence), ...scanLooks(sentence)];
  found.sort((one, other) => one.start - other.start || rank(one) - rank(other) || other.end - one.end);
  const kept: Occurrence[] = [];
  for (const occurrence of found) if (occurrence.start >= (kept.at(-1)?.end ?? 0)) kept.push(occurrence);
  return kept;
}

function rank({ evidence }: Occurrence): number {
  return evidence === "package" ? 0 : evidence === "known" ? 1 : 2;
}

function scanPackages(sentence: string): Occurrence[] {
  const found: Occurrence[] = [];
  const add = (written: string, start: number, ecosystem: string): void => {
    const name = cleanPackage(written);
    if (name === undefined || standardModules.test(name)) return;
    found.push({
      name: usualSpelling(name),
      start,
      end: start + written.length,
      evidence: "package",
      ecosystem,
      isCode: true,
    });
  };
  for (const [command, ecosystem] of installers) {
    for (const match of sentence.matchAll(command)) {
      const list = match[1] ?? "";
      const listStart = match.index + match[0].length - list.length;
      for (const word of list.matchAll(/[^ ]+/g)) {
        // words of the sentence follow a command without a full stop: "npm install zod and import it"
        if (
          /^(?:and|to|or|in|the|then|it|for|with|from|if|you|a|as|before|after|on|is|will|into)$/i.test(
            word[0],
          )
        )
          break;
        add(word[0], listStart + word.index, ecosystem);
      }
    }
  }
  for (const match of sentence.matchAll(scriptImport)) {
    const written = match[1] ?? "";
    if (!/^(?:node|file|https?|data):/.test(written))
      add(written, match.index + match[0].indexOf(written), "JavaScript");
  }
  const python = pythonImport.exec(sentence.trim());
  if (python !== null) add(python[1] ?? python[2] ?? "", sentence.indexOf(python[0]) + 5, "Python");
  return found;
}

/** The package behind "zod@4", "@scope/name/part" and "fastapi[all]>=0.1"; `undefined` for flags and paths. */
function cleanPackage(written: string): string | undefined {
  const name = /^(@[\w.-]+\/[\w.-]+|[a-z_][\w.-]*)/i.exec(written)?.[1]?.replace(/\.+$/, "");
  return name === undefined || written.startsWith("-") || name.length < 2 || /\.\w{1,4}$/.test(name)
    ? undefined
    : name;
}

function scanKnown(sentence: string): Occurrence[] {
  const words = [...sentence.matchAll(/\S+/g)].map(({ 0: raw, index }) => {
    const opening = /^[("'“‘[`*_|]*/.exec(raw)?.[0].length ?? 0;
    const word = raw
      .slice(opening)
      .replace(/[)"'”’\]`*_,;:!?|]+$|\.+$/g, "")
      .replace(/[)"'”’\]`*_,;:!?|.]+$/, "");
    const closes = raw.slice(opening + word.length);
    return { word, start: index + opening, isLast: closes !== "", isCode: raw[opening - 1] === "`" };
  });
  const found: Occurrence[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const first = words[index];
    if (first === undefined || first.word === "") continue;
    for (let length = Math.min(3, words.length - index); length > 0; length -= 1) {
      const part = words.slice(index, index + length);
      if (part.slice(0, -1).some((word) => word.isLast)) continue;
      const name = recognise(part.map(({ word }) => word).join(" "), index === 0);
      const last = part.at(-1);
      if (name === undefined || last === undefined) continue;
      const { start, isCode } = first;
      found.push({ name, start, end: last.start + last.word.length, evidence: "known", isCode });
      index += length - 1;
      break;
    }
  }
  return found;
}

function recognise(phrase: string, isFirst: boolean): string | undefined {
  const parts = phrase.split("/");
  if (!/^[\w.+#@-]/.test(phrase) || parts.length > 1) return undefined;
  const technology = findTechnology(phrase);
  if (technology === undefined) return isSpeltAsKnown(phrase) ? phrase : undefined;
  // a word before it tells the table that it does not open the sentence
  if (packageManagers.test(technology)) return undefined;
  const isMeant = listTechnologies(isFirst ? phrase : `– ${phrase}`).length > 0;
  return isMeant ? usualSpelling(technology) : undefined;
}

/** "FastAPI" for "fastapi", "Python" for "Python 3.12", "C++" for "plain C++"; other names as they are. */
export function usualSpelling(name: string): string {
  const known = findKnownTechnology(name)?.name;
  if (known !== undefined) return known;
  const bare = name.replace(/^(?:plain|vanilla|pure) /, "").replace(/[ @]v?\d[\w.]*$/, "");
  return findTechnology(bare) ?? name;
}

function scanLooks(sentence: string): Occurrence[] {
  const inCode = [...sentence.matchAll(/`[^`]*`/g)].map(
    ({ 0: text, index }) => [index, index + text.length] as const,
  );
  const isCode = (start: number): boolean => inCode.some(([from, to]) => start > from && start < to);
  const found: Occurrence[] = [];
  for (const { 0: name, index: start } of sentence.matchAll(camelCase)) {
    if (identifier.test(name) || name.length > 40) continue;
    found.push({ name, start, end: start + name.length, evidence: "looks", isCode: isCode(start) });
  }
  for (const match of sentence.matchAll(packageLike)) {
    const name = match[1] ?? "";
    if (name.length > 60 || name.startsWith("-")) continue;
    found.push({
      name: usualSpelling(name),
      start: match.index + 1,
      end: match.index + 1 + name.length,
      evidence: "looks",
      isCode: true,
    });
  }
  return found;
}
