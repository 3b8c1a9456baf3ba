/** What kind of thing an object is, by its head noun. */
export type ThingKind =
  | "web-application"
  | "api"
  | "library"
  | "infrastructure"
  | "data-pipeline"
  | "document"
  | "tests"
  | "plan";

const nouns: Readonly<Record<ThingKind, RegExp>> = {
  "web-application":
    /\b(?:web ?(?:apps?|applications?|sites?|pages?|shops?|stores?|portals?)|websites?|sites?|webshops?|dashboards?|(?:landing|login|sign-?up|checkout|home|settings) ?pages?|home ?pages?|blogs?|portals?|(?:online )?(?:shops?|stores?)|e-?commerce|storefronts?|front-?ends?|pwa|marketplaces?|forums?|apps?|(?<!\b(?:grant|job|visa|loan|college|university|scholarship|membership|funding|patent|residence|school|permit|citizenship|planning) )applications?|saas|platforms?|forms?|admin panels?|cms|games?|galler(?:y|ies)|quiz(?:zes)?|editors?|players?|viewers?|clones?|trackers?|calculators?|calendars?|wikis?|user interface|ui)\b/gi,
  api: /\b(?:apis?|rest|graphql|back-?ends?|micro-?services?|(?:web ?)?services?|servers?|endpoints?|web-?hooks?|gateways?|proxy)\b/gi,
  library:
    /\b(?:library|libraries|packages?|sdks?|modules?|command[- ]line|cli|tools?|toolkits?|scripts?|plug-?ins?|extensions?|bots?|chatbots?|parsers?|compilers?|crawlers?|scrapers?|frameworks?|generators?|converters?|components?|crates?|utility|utilities|linters?|formatters?|daemons?|wrappers?|clients?|hooks?|widgets?|engines?|algorithms?|functions?|caches?|queues?|schedulers?|importers?|exporters?|validators?|interpreters?|models?|agents?|regex(?:es)?|regular expressions?|quer(?:y|ies)|operators?|macros?|themes?|drivers?|bindings?|templates?|simulators?|solvers?|(?:github|gitlab) actions?|decorators?|(?:sub)?commands?|(?:voice |ai |chat )?assistants?|copilots?|emulators?|wizards?|polyfills?|adapters?|integrations?)\b/gi,
  "data-pipeline":
    /\b(?:dags?|(?:etl|elt)(?: (?:jobs?|pipelines?|process(?:es)?))?|data (?:pipelines?|feeds?|ingestion|imports?|exports?|syncs?|loads?|flows?|integrations?)|ingestion(?: (?:pipelines?|jobs?))?|(?:import|export|sync|load|ingestion|batch) jobs?|(?:nightly|daily|hourly|weekly|scheduled|regular) (?:[a-z]+ )?(?:imports?|exports?|syncs?|loads?|jobs?|feeds?)|(?:warehouse|lake|analytics|event|events|streaming|reporting) (?:loads?|pipelines?|feeds?|syncs?))\b/gi,
  infrastructure:
    /\b(?:ci|ci\/cd|cd|pipelines?|clusters?|monitoring|alerting|infrastructure|environments?|databases?|schemas?|data warehouses?|containers?|images?|monorepos?|workflows?|backups?|logging|load balancers?)\b/gi,
  document:
    /\b(?:(?:blog )?posts?|articles?|reports?|guides?|tutorials?|documentation|docs|readmes?|manuals?|white ?papers?|essays?|proposals?|e-?mails?|newsletters?|letters?|speech(?:es)?|presentations?|talks?|keynotes?|toasts?|sermons?|slides?|summary|papers?|thes[ie]s|books?|story|stories|poems?|press releases?|changelogs?|cheat ?sheets?|handbooks?|runbooks?|faqs?|courses?|lessons?|curriculum|job descriptions?|resumes?|announcements?|checklists?|(?:packing|guest|wish|shopping|to-?do|gift|task) ?lists?|release notes|(?:grant|job|visa|loan|college|university|scholarship|membership|funding|patent|residence|school|permit|citizenship|planning) applications?)\b/gi,
  tests: /\b(?:tests?|test suites?|test cases?|test coverage|benchmarks?)\b/gi,
  plan: /\b(?:plans?|road ?maps?|schedules?|time ?lines?|strateg(?:y|ies)|itinerary)\b/gi,
};

const tail =
  /\s(?:for|that|which|to|from|of|about|on|in|where|who|so|with|between|when|across|over|by|without|within|using|via|into|through|showing|displaying|listing|covering)\s.*$/is;
/** "an MVP of a marketplace" is a marketplace. */
const stage =
  /^(?:an? |the |our )?(?:\w+ )?(?:mvp|prototype|proof of concept|poc|first version|beta|demo|clone|version) (?:of|for) (?:an? |the |our |my )?(?=\S)/i;
/** "Figma to React generator": the tool stands after what it turns into what. */
const turner =
  /^\S+ to \S+(?: \S+)? (?:generator|converter|exporter|importer|compiler|transpiler|bridge|adapter|plug-?in|tool|script|parser|bot|sync)s?(?=\s|$)/i;

/** "a pipeline of data", "a pipeline from Shopify to BigQuery"; a CI pipeline carries no data. */
const pipelineOfData =
  /^(?!.*\b(?:ci|cd|ci\/cd|build|deploy\w*|release|test|sales|hiring)[ -]pipelines?\b)(?:[\w-]+ ){0,4}pipelines? (?:of data\b|from .+ (?:to|into) |(?:for|that|which|to) (?:\w+ ){0,4}(?:data|orders|events|records|csv|logs|rows|tables|metrics|loads?|ingests?|imports?|extracts?|syncs?|transforms?)\b)/i;

/**
 * The kind of thing that a noun phrase names; `undefined` for what is not known to be software, text or a plan.
 *
 * The last noun before any "for", "that", "of" decides: `"REST API client library"` is a library.
 */
export function classifyThing(phrase: string): ThingKind | undefined {
  const object = phrase.replace(stage, "");
  if (turner.test(object)) return "library";
  if (/pipeline/i.test(object) && pipelineOfData.test(object)) return "data-pipeline";
  const head = object.replace(tail, "");
  let kind: ThingKind | undefined;
  let end = -1;
  for (const candidate of Object.keys(nouns) as ThingKind[]) {
    for (const match of head.matchAll(nouns[candidate])) {
      const matchEnd = match.index + match[0].length;
      if (matchEnd > end) [kind, end] = [candidate, matchEnd];
    }
  }
  return kind;
}
