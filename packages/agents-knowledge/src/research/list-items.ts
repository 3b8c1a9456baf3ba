const separator = /\s*[,;]\s+(?:and\s+|or\s+|&\s+)?|\s+(?:and|or|&|vs\.?|versus)\s+/i;
const opposing = /\s+(?:with|to|against)\s+/i;
/** Words that begin a clause or take the place of a name; an item does not begin with one. */
const noItem =
  /^(?:how|what|why|when|where|who|whom|whose|which|whether|if|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|to|it|they|them|he|she|this|that|these|those|not|in|on|at|by|since|after|before|because|although|while|other|others|most|all|any|each|every|some|many|one|two)$/i;
const purposePattern =
  /^(.*?\S)\s+((?:for|as|when|in terms of|regarding|with (?:regard|respect) to|on|in|by|at)\s+\S.*)$/i;
/** A purpose that is a list itself, behind items that have no preposition. */
const purposeOfPair =
  /^((?:(?!\s(?:for|in|on|by|regarding)\s).){1,200}?)\s((?:for|in|on|by|regarding)\s\S.*\s(?:and|&)\s.*)$/i;
const trailingAspect =
  /^(.+?)\s+((?:(?:bundle|file|package|memory|startup|build)\s+)?(?:size|speed|usage|time)|performance|pric(?:e|ing)|costs?|security|popularity|ecosystem|latency|throughput|reliability|scalability)$/i;
const aspectPattern =
  /^(?:the\s+|its\s+|their\s+)?(\p{Ll}[\p{Ll}-]*(?:\s\p{Ll}[\p{Ll}-]*){0,2})\s+of\s+(\S.*)$/u;
const longestItem = 8;
const longestOfAspect = 4;

/** The items of a list such as "A, B and C" or "A with B"; empty when one of them cannot be an item. */
function splitItems(list: string): string[] {
  const text = list.trim().replace(/^(?:both|either|between)\s+/i, "");
  const parts = text.split(separator);
  const items = (parts.length === 1 ? splitOnce(text) : parts).map((item) => item.trim());
  return items.every(isItem) ? items : [];
}

function splitOnce(text: string): string[] {
  const match = opposing.exec(text);
  return match === null ? [text] : [text.slice(0, match.index), text.slice(match.index + match[0].length)];
}

function isItem(item: string): boolean {
  const words = item.split(/\s+/);
  // The last item may carry a purpose.
  return /\p{L}/u.test(item) && words.length <= longestItem * 2 && !noItem.test(words[0]);
}

/** The items of a list, and what stands behind the last of them: "for dashboards", "in speed and size". */
export function takePurpose(list: string): { items: readonly string[]; purpose?: string } {
  const whole = splitOffPurpose(splitItems(list));
  // "A and B in speed and size" has two items, not three.
  const match = purposeOfPair.exec(list);
  if (match === null) return whole;
  const pair = splitItems(match[1]);
  const isShort = pair.length > 1 && pair.every((item) => item.split(/\s+/).length <= 2);
  return isShort && splitItems(match[2].replace(/^\S+\s/, "")).length > 1
    ? { items: pair, purpose: match[2] }
    : whole;
}

/** Takes "for dashboards" off the last item, unless another item has a purpose of its own. */
function splitOffPurpose(items: readonly string[]): { items: readonly string[]; purpose?: string } {
  const match = purposePattern.exec(items.at(-1) ?? "");
  const isShort = (item: string): boolean => item.split(/\s+/).length <= longestItem;
  if (match === null) return { items: items.every(isShort) ? items : [] };
  const [, last, purpose] = match;
  const [preposition] = purpose.split(" ");
  const isOwn = items
    .slice(0, -1)
    .some((item) => item.toLowerCase().includes(` ${preposition.toLowerCase()} `));
  if (isOwn) return { items: items.every(isShort) ? items : [] };
  const kept = [...items.slice(0, -1), last];
  return kept.every(isShort) ? { items: kept, purpose } : { items: [] };
}

/** "the speed of React" and "Vue": what the first is asked for, all are. */
export function takeAspect(items: readonly string[]): { items: readonly string[]; aspect?: string } {
  const [first = "", ...others] = items;
  const match = aspectPattern.exec(first);
  if (match === null) return { items };
  const isLong = (item: string): boolean => item.split(" ").length > longestOfAspect;
  if (others.some((item) => / of /.test(item)) || [match[2], ...others].some(isLong)) return { items };
  return { items: [match[2], ...others], aspect: match[1] };
}

/** "React" and "Vue performance": what the last is asked for, all are. */
export function takeTrailingAspect(items: readonly string[]): { items: readonly string[]; aspect?: string } {
  const match = trailingAspect.exec(items.at(-1) ?? "");
  const others = items.slice(0, -1);
  if (match === null || [match[1], ...others].some((item) => item.split(/\s+/).length > 2)) return { items };
  return { items: [...others, match[1]], aspect: match[2].toLowerCase() };
}

/**
 * True for a list of what could be looked up item by item: names, or single words. After a verb such as "explain"
 * items may also be of two or three words each. Two items make a list only when one of them is visibly a name of its
 * own, since "War and Peace" and "Paris, France" are one thing each.
 */
export function isListOfNames(
  items: readonly string[],
  { isTold, isJoined }: { isTold: boolean; isJoined: boolean },
): boolean {
  if (items.length === 2) return isJoined && items.every(isName) && items.some(isTechnical);
  const most = isTold ? 3 : 1;
  return items.every((item) => isName(item) || item.split(/\s+/).length <= most);
}

/** `FastAPI`, `p-queue`, `Node.js`, `ES2025`. */
function isTechnical(item: string): boolean {
  return /\p{L}[\d/@._-]|\p{Ll}\p{Lu}|\p{Lu}{2}/u.test(item);
}

/** Every word with a capital, a digit or a joint, little words aside. */
function isName(item: string): boolean {
  const words = item.split(/\s+/).filter((word) => !/^(?:of|the|and|de|for)$/i.test(word));
  return (
    words.length > 0 &&
    words.length <= 4 &&
    words.every((word) => /^[@\p{Lu}\d]|\p{L}[\d/@._-]|\p{Ll}\p{Lu}/u.test(word))
  );
}
