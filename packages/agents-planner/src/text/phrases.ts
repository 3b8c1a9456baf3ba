/** The longest phrase that is repeated inside a step's description. */
const longestPhrase = 90;

const determiner =
  /^(?:(?:a|an|the|my|our|your|their|its|his|her|this|that|these|those|some|all|any|every|each|both|several|new|simple|small)\s+(?!(?:and|or|&)(?:\s|$)))+/i;

const escape = String.fromCharCode(27);
/** What a terminal takes as an order: colours and cursor moves, titles and links, character sets; not what could be a letter of a word. */
const terminalSequence = new RegExp(
  `(?:${escape}\\[|${String.fromCharCode(0x9b)})[0-?]*[ -/]*[@-~]|${escape}\\][^${escape}\u{7}]*(?:\u{7}|${escape}\\\\)|${escape}(?:[()*+][0-9A-K]|[78=>])`,
  "gu",
);

/**
 * Text on one line: control, bidirectional and zero-width characters and repeated white space become one space, the
 * sequences that colour a terminal's text vanish whole.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(terminalSequence, "")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Cuts at a word boundary and marks the cut with "…". */
export function shorten(text: string, limit = longestPhrase): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/[\s,;:.\uFFFD]+$/, "")}…`;
}

/** A noun phrase without articles, quotes and closing punctuation: `"the React app."` gives `"React app"`. */
export function trimPhrase(phrase: string): string {
  return phrase.replace(/^(?:[\s,;:–—-]|\.(?!\w))+|[\s,;:.!?–—-]+$/g, "").replace(determiner, "");
}

/** True when a phrase begins with "a", "the", "our" and the like. */
function startsWithDeterminer(phrase: string): boolean {
  return determiner.test(phrase.trimStart());
}

// no "i" flag: "VS" belongs to "VS Code"
const joint = "(?:[Aa]nd|[Oo]r|AND|OR|plus|vs\\.?|versus|as well as|&)";
const listSeparator = new RegExp(`\\s*,\\s*${joint}\\s+|\\s*,\\s+|\\s+${joint}\\s+|\\s+/\\s+`);

/** The members of `"A, B and C"`, trimmed, each once. */
export function splitList(phrase: string): string[] {
  const members = phrase.split(listSeparator).map(trimPhrase);
  const seen = new Map<string, string>();
  for (const member of members) {
    if (member !== "" && !seen.has(member.toLowerCase())) seen.set(member.toLowerCase(), member);
  }
  return [...seen.values()];
}

const tailWord =
  /\s(?:for|of|that|which|to|from|between|about|on|in|where|who|so|across|showing|displaying|listing|covering|containing)\s/i;

/**
 * Splits only a real list, before what belongs to all its members: `"a login page and a dashboard for the shop"` gives
 * `"login page for the shop"` and `"dashboard for the shop"`.
 *
 * `"a search and recommendation engine"` is one thing: its second half has no article of its own. So are
 * `"unit and integration tests"`, where a last word belongs to both halves.
 */
export function splitObjects(phrase: string): string[] {
  const tailStart = tailWord.exec(phrase)?.index ?? phrase.length;
  const head = phrase.slice(0, tailStart);
  const tail = phrase.slice(tailStart).replace(/[\s,;:.!?]+$/, "");
  const members = isRealList(head) ? splitList(head) : [trimPhrase(head)].filter((member) => member !== "");
  return members.length === 0 ? [phrase.trim()] : members.map((member) => `${member}${tail}`);
}

function isRealList(head: string): boolean {
  if (head.includes("(")) return false; // "a flow (email, profile)" is one thing
  if (head.includes(",")) return true;
  const pieces = head.split(listSeparator);
  const withDeterminer = pieces.filter(startsWithDeterminer).length;
  if (withDeterminer > 0) return withDeterminer === pieces.length;
  const [first = "", second = ""] = pieces.map(trimPhrase);
  const sharesHead = !first.includes(" ") && second.includes(" ") && /^\p{Ll}/u.test(first);
  return pieces.length !== 2 || !sharesHead;
}

/** An object as a longer text writes it, with its article, which tells a list from a compound noun. */
export function takeWritten(text: string, object: string): string {
  const start = text.indexOf(object);
  return object === "" || start < 0 ? object : text.slice(0, start + object.length);
}

/** `["A", "B", "C"]` as `"A, B and C"`. */
export function joinList(members: readonly string[], conjunction = "and"): string {
  if (members.length < 2) return members[0] ?? "";
  return `${members.slice(0, -1).join(", ")} ${conjunction} ${members.at(-1)}`;
}

/** A short identifier of letters, digits and hyphens: `"C++ & Node.js"` gives `"c-plus-plus-node-js"`. */
export function toSlug(phrase: string): string {
  const words = phrase
    .toLowerCase()
    .replace(/\+/g, " plus ")
    .replace(/#/g, " sharp ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .match(/[\p{L}\p{N}]+/gu);
  const slug = (words ?? []).slice(0, 5).join("-").slice(0, 40).toWellFormed().replace(/-+$/, "");
  return slug === "" ? "goal" : slug;
}
