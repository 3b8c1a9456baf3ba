import { sayAction } from "./english/say-action.ts";

/** What a sentence such as "it must support search and be fast" adds to the thing before it. */
export interface Addition {
  /** Things it shall have: "search". */
  readonly nouns: readonly string[];
  /** What it must do or be, as verb phrases: "be fast". */
  readonly requirements: readonly string[];
  /** What it must not: "don't use cookies", to be read as a prohibition. */
  readonly negations: readonly string[];
}

const modal =
  /^(?:and |also |but )*(?:it|this|that|they|the [\w-]+(?: [\w-]+)?|everything) (?:should|must|shall|will|may|needs? to|has to|have to|ought to)(?: also)? /i;
const able =
  /^((?:users|people|customers|visitors|readers|members|admins|everyone)) (?:should|must|shall|can|need to) (?:also )?be able to (.+)$/i;
const orders =
  /^(?:and |also )*(?:support|include|also use|use|make sure (?:that )?(?:it|this|they)(?: has| have| supports?| includes?)|remember to (?:add|include)|(?:do not|don['’]t) forget(?: about| to (?:add|include))?|add support for|give it)\s+/i;
const having =
  /^(?:also )?(?:support|have|include|offer|provide|use|come with|feature|contain|be (?:built|written|made) (?:with|in|on|using))\s+/i;
const verb =
  "be|have|support|include|offer|provide|use|run|work|load|allow|let|handle|look|send|store|cost|scale|stay|not|never|keep|show|start|respond|accept|return|remember|contain|come";
const joint = new RegExp(`,?\\s+and\\s+(?:also\\s+)?(?=(?:${verb})\\b)|,\\s+(?=(?:${verb})\\b)`, "i");

/** Reads a sentence about the thing before it; `undefined` for any other. */
export function readAddition(sentence: string): Addition | undefined {
  const text = sentence.replace(/[\s.!]+$/, "");
  if (text.endsWith("?")) return undefined;
  const order = orders.exec(text);
  if (order !== null) return { nouns: [text.slice(order[0].length)], requirements: [], negations: [] };
  const ability = able.exec(text);
  if (ability !== null)
    return {
      nouns: [`${sayAction(ability[2] ?? "")} for ${(ability[1] ?? "").toLowerCase()}`],
      requirements: [],
      negations: [],
    };
  const opening = modal.exec(text);
  if (opening === null) return undefined;
  const addition = { nouns: [] as string[], requirements: [] as string[], negations: [] as string[] };
  for (const part of text.slice(opening[0].length).split(joint)) {
    const phrase = part.replace(/^(?:also|be able to)\s+/i, "").trim();
    const has = having.exec(phrase);
    if (phrase === "") continue;
    if (/^(?:not|never)\b/i.test(phrase)) addition.negations.push(`must ${phrase}`);
    else if (has === null) addition.requirements.push(phrase);
    else addition.nouns.push(phrase.slice(has[0].length));
  }
  return addition;
}
