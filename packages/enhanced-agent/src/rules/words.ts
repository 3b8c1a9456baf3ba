/** What a verb at the beginning of a clause asks for. */
export type VerbMeaning =
  | "research"
  | "compare"
  | "verify"
  | "browse"
  | "plan"
  | "code"
  | "test"
  | "review"
  | "debug"
  /** Says what is made ("write a plan", "write tests"): the object decides. */
  | "make";

const verbs: Readonly<Record<VerbMeaning, string>> = {
  research:
    "research investigate study explore examine analyse analyze find look search gather collect learn read explain " +
    "describe summarise summarize define list tell show know understand google discover teach dig identify name",
  compare: "compare contrast weigh",
  verify: "verify confirm check validate fact-check double-check determine",
  browse:
    "open visit browse navigate go click press enter fill type scroll extract scrape download submit screenshot",
  plan: "plan schedule organise organize design build develop migrate launch deploy architect outline estimate strategise strategize optimise optimize improve modernise modernize automate",
  code: "implement code program refactor rewrite",
  test: "test",
  review: "review audit critique",
  debug: "debug troubleshoot fix diagnose",
  make: "create make write draft prepare produce propose give provide come work put generate suggest need get want set do perform conduct",
};

const meanings = new Map<string, VerbMeaning>(
  Object.entries(verbs).flatMap(([meaning, list]) =>
    list.split(" ").map((verb): [string, VerbMeaning] => [verb, meaning as VerbMeaning]),
  ),
);

/** What the word asks for when a clause begins with it. */
export function meaningOf(word: string): VerbMeaning | undefined {
  return meanings.get(word.toLowerCase());
}

/** Verbs that are nouns as well: after "and" they begin a clause only before what must be an object. */
const nouns = new Set(
  (
    "test review plan code design check search study list open name need work show look read schedule fix " +
    "estimate type press program audit build launch find put set get go come make give tell know want contrast outline " +
    "draft produce type download enter scroll compare deploy learn define describe visit click fill explain do perform conduct"
  ).split(" "),
);

/** Whether a word that could be a verb can as well be a part of a list of nouns. */
export function canBeNoun(word: string): boolean {
  return nouns.has(word.toLowerCase());
}

/** Words with which an object begins. */
export const objectStart =
  /^(?:the|an?|it|them|this|that|these|those|my|our|your|its|his|her|their|all|each|every|any|some|me|us|whether|if|how|what|which|why|when|where|who|for|into|up|out|on|to|about|more|both|between)$/i;

/** Questions; after "and" as well. */
export const questionStart =
  /^(?:how|what|which|why|when|where|who|whose)(?:['’]s\b| (?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|to|many|much|often|long|far)\b)/i;
export const questionWord = /^(?:how|what|which|why|when|where|who|whose)\b/i;

/** What a plan is called. */
export const planNoun =
  "plans?|roadmap|strategy|schedule|timeline|itinerary|blueprint|work breakdown|road map|action items|to-do list";

/** The agent types of the mission; they are delegated to also when nobody listed them, so that the answer can say so. */
export const knownTypes: ReadonlySet<string> = new Set([
  "knowledge",
  "planner",
  "browser",
  "code",
  "test",
  "review",
  "debug",
]);

/** Addresses of the web. Linear: no two parts can match the same text. */
export const address = /\bhttps?:\/\/[^\s<>"'“”]+/i;
