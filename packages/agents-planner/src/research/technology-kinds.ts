import type { TechnologyKind } from "../goal/known-technologies.ts";

/** How sentences say what a technology is used for, and whether a thing has several of a kind that belong together. */
export const kindNames: Readonly<
  Record<TechnologyKind, { readonly label: string; readonly several?: true }>
> = {
  language: { label: "as the language" },
  frontend: { label: "as the frontend framework" },
  backend: { label: "as the backend framework" },
  "api-style": { label: "as the style of the interface" },
  validation: { label: "for the validation" },
  database: { label: "as the database" },
  "object-mapper": { label: "for the access to the database" },
  queue: { label: "as the queue" },
  search: { label: "for the search" },
  authentication: { label: "for the authentication", several: true },
  payment: { label: "for the payments" },
  testing: { label: "as the test tool" },
  "build-tool": { label: "as the build tool" },
  infrastructure: { label: "for the infrastructure", several: true },
  monitoring: { label: "for the monitoring", several: true },
  "data-processing": { label: "for the data processing", several: true },
  workflow: { label: "for the schedule" },
  "machine-learning": { label: "for the model" },
  "browser-automation": { label: "for work in the browser" },
  "http-client": { label: "as the HTTP client" },
  "command-line": { label: "for the command line" },
  concurrency: { label: "for the concurrency" },
  recommended: { label: "for the work, as recommended", several: true },
};

const kindsOfWork: readonly (readonly [words: RegExp, kinds: readonly TechnologyKind[]])[] = [
  [
    /\b(?:authenticat|authoris|authoriz|log-?in|sign-?(?:in|up)|accounts?\b|oauth|sso\b|passwords?\b|sessions?\b)/i,
    ["authentication"],
  ],
  [/\b(?:payments?|checkout|billing|subscriptions?)\b/i, ["payment"]],
  [/\b(?:queues?|background jobs?|jobs|workers?|events?|messag(?:es|ing))\b/i, ["queue"]],
  [/\b(?:search)\b/i, ["search"]],
  [/\b(?:cach(?:e|ing)|database|storage|persistence)\b/i, ["database"]],
  [/\b(?:validat\w*|input checks?)\b/i, ["validation"]],
  [/\b(?:deploy\w*|docker|containers?|ci|hosting|cd)\b/i, ["infrastructure"]],
  [/\b(?:monitoring|metrics|tracing|logging|alert\w*)\b/i, ["monitoring"]],
  [/\b(?:scrap\w*|crawl\w*)\b/i, ["browser-automation", "http-client"]],
  [/\b(?:command[- ]line|cli|terminal)\b/i, ["command-line"]],
  [/\b(?:tests?|test coverage)\b/i, ["testing"]],
  [/\b(?:live|real-?time|websockets?|chat)\b/i, ["api-style"]],
];

/**
 * What a part of a thing may be made with, by its name.
 *
 * @example
 * findKindsOfWork("login with passwords"); // ["authentication"]
 */
export function findKindsOfWork(phrase: string): readonly TechnologyKind[] {
  return [...new Set(kindsOfWork.flatMap(([words, kinds]) => (words.test(phrase) ? kinds : [])))];
}

const descriptions: readonly (readonly [words: RegExp, kind: TechnologyKind])[] = [
  [/\b(?:web|api|http|rest|back-?end) (?:application )?(?:framework|server)\b/i, "backend"],
  [/\b(?:front-?end|ui|component|user interface) (?:framework|library)\b/i, "frontend"],
  [/\b(?:schema|data|input)?[ -]?(?:validation|validator)\b/i, "validation"],
  [/\b(?:database)\b(?! (?:client|driver|toolkit|migration))/i, "database"],
  [/\b(?:orm|object[- ]relational|query builder|database (?:client|driver|toolkit))\b/i, "object-mapper"],
  [/\b(?:message broker|(?:task|job|work|message) queue)\b/i, "queue"],
  [/\b(?:full[- ]text )?search (?:engine|library)\b/i, "search"],
  [/\b(?:test(?:ing)? (?:framework|runner|library|tool)|property[- ]based testing)\b/i, "testing"],
  [/\b(?:bundler|build (?:tool|system)|compiler)\b/i, "build-tool"],
  [
    /\b(?:authentication|identity) (?:library|server|provider|framework|middleware|service)\b/i,
    "authentication",
  ],
  [/\b(?:browser automation|(?:web )?(?:crawling|scraping|crawler|scraper))\b/i, "browser-automation"],
  [/\bhttp client\b/i, "http-client"],
  [
    /\b(?:command[- ]line|cli|argument|terminal)[\w -]{0,20} (?:parser|framework|library|tool|interfaces?)\b/i,
    "command-line",
  ],
];

/** The kind that a definition gives: "a modern web framework for Python" gives `"backend"`. */
export function readDefinition(definition: string): TechnologyKind | undefined {
  return descriptions.find(([words]) => words.test(definition))?.[1];
}
