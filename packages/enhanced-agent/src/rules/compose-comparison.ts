import { cite, quoteText } from "./cite.ts";
import { composeFindings } from "./compose-findings.ts";
import { readParts } from "./result-parts.ts";
import type { StepState } from "./step.ts";

/** What things are commonly compared by, and the words that speak of it. */
const aspects: readonly (readonly [string, RegExp])[] = [
  [
    "Speed",
    /\b(?:fast|faster|fastest|slow|slower|speed|quick|performan\w+|latency|throughput|benchmarks?)\b/i,
  ],
  ["Size and dependencies", /\b(?:lightweight|small|tiny|kb|dependenc\w+|bundle size|footprint)\b/i],
  ["Types", /\b(?:typescript|typed|typings?|static types?)\b/i],
  ["Plugins", /\b(?:plugins?|extensib\w+|extensions?|middleware)\b/i],
  ["Where it runs", /\b(?:browsers?|node(?:\.?js)?|deno|bun|workers?|windows|linux|macos)\b/i],
  ["Licence", /\blicen[cs]ed?\b/i],
];
const mostAspects = 4;

interface Subject {
  readonly name: string;
  readonly text: string;
  /** Statements about it, each with its citation. */
  readonly statements: readonly string[];
}

/** Each subject with what was found of it, then what the sources say of all that they speak of in common. */
export function composeComparison(names: readonly string[], done: readonly StepState[]): string {
  const looks = done.filter(({ step }) => step.uses.length === 0);
  const subjects = looks.flatMap(({ step, results }): Subject[] => {
    const result = results.find(({ evidenceId }) => evidenceId !== undefined);
    if (result === undefined) return [];
    const name =
      names.find((each) => step.task.startsWith(`Research ${each}`)) ?? step.task.replace(/^Research /, "");
    const { lead, lists } = readParts(result.text);
    const said = [
      ...lead.filter((line) => !line.startsWith("Nothing was found")),
      ...(lists.get("Also found") ?? []),
    ];
    const own = said.filter(
      (line, at) => at < lead.length || line.toLowerCase().includes(name.toLowerCase()),
    );
    const quoted = own.flatMap((line) => line.split(/(?<=[.!?])\s+(?=\p{Lu})/u));
    return [
      {
        name: quoteText(name),
        text: composeFindings(result),
        statements: quoted.map((line) => cite(line, result)),
      },
    ];
  });
  const parts = subjects.map(({ name, text }) => `**${name}**: ${text}`);
  if (subjects.length < 2) return parts.join("\n\n");
  const shared = aspects
    .flatMap(([aspect, words]) => {
      const lines = subjects.flatMap(({ name, statements }) => {
        const found = statements.find((statement) => words.test(statement));
        return found === undefined ? [] : [`- ${name}: ${found}`];
      });
      return lines.length < 2 ? [] : [`${aspect}:\n${lines.join("\n")}`];
    })
    .slice(0, mostAspects);
  const common =
    shared.length > 0
      ? shared
      : ["What was found speaks of no common point, so there is nothing to set side by side beyond this."];
  return [...parts, ...common].join("\n\n");
}
