import { sayAction } from "./say-action.ts";

const letting =
  /^(?:let|allow|enable) ((?:[\w-]+ )?(?:users|people|customers|visitors|guests|readers|members|admins|everyone|buyers|sellers|students|players)) (?:to )?(.+)$/i;
const story =
  /^as an? ([\w -]{1,40}?),? i (?:want|need|would like|['’]d like) to (.+?)(?:,? (?:so that|so|in order to) .*)?$/i;
const ability =
  /^((?:users|people|customers|visitors|readers|members|admins|everyone|(?:the|our|my|all|every|each) [\w-]+(?: [\w-]+)?)) (?:should|must|could|can|shall|needs? to|ought to) (?:also )?be able to (.+)$/i;
/** "our users want dark mode" */
const demand =
  /^(?:(?:our|the|some|many|most) )?(?:users|customers|clients|visitors|readers) (?:(?:really|also|often) )?(?:want|need|would like|keep asking for|ask for|are asking for|request|miss) (?!to )(.+)$/i;
/** "users want to sign in with Apple" */
const wishes =
  /^((?:(?:our|the|some|many|most) )?(?:users|customers|clients|visitors|readers|admins|members|editors)) (?:(?:really|also|often) )?(?:want|need|would like|wish|ask|have asked|keep asking) to (?:be able to )?(.+)$/i;
/** "the report could be exported as PDF" */
const passive = /^((?:the|our|my|all) [\w-]+(?: [\w-]+)?) could (?:also )?be (\w+ed)\b(.*)$/i;

/** "Users should be able to upload avatars" and "As a user I want to …" ask for what they name; `undefined` for other clauses. */
export function askFeature(clause: string): string | undefined {
  const [, who = "", what = ""] = story.exec(clause) ?? [];
  if (who !== "") return addFor(what, `the ${who}`);
  const [, wisher = "", wish = ""] = wishes.exec(clause) ?? [];
  if (wisher !== "") return addFor(wish, wisher.toLowerCase());
  const wanted = demand.exec(clause)?.[1];
  if (wanted !== undefined) return `add ${wanted}`;
  const [, others = "", doing = ""] = letting.exec(clause) ?? [];
  if (others !== "" && !/^(?:decide|choose|vote|agree|pick)\b/i.test(doing)) return addFor(doing, others);
  if (/\b(?:not|never)\b/.test(clause)) return undefined;
  const [, thing = "", participle = "", how = ""] = passive.exec(clause) ?? [];
  if (thing !== "") return `add ${participle.replace(/ed$/, "ing")} ${lowerFirst(thing)}${how}`;
  const [, subject = "", action = ""] = ability.exec(clause) ?? [];
  return subject === "" ? undefined : addFor(action, lowerFirst(subject));
}

/** "add checking out for guests without an account": what qualifies the action stands last. */
function addFor(action: string, who: string): string {
  const [, what = action, qualifier = ""] = /^(.+?)( (?:without|using|via) .+)$/i.exec(action) ?? [];
  return `add ${sayAction(what)} for ${who}${qualifier}`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
