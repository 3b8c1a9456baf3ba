const letting =
  /^(?:let|allow|enable) ((?:[\w-]+ )?(?:users|people|customers|visitors|guests|readers|members|admins|everyone|buyers|sellers|students|players)) (?:to )?(.+)$/i;
const story =
  /^as an? ([\w -]{1,40}?),? i (?:want|need|would like|['’]d like) to (.+?)(?:,? (?:so that|so|in order to) .*)?$/i;
const ability =
  /^((?:users|people|customers|visitors|readers|members|admins|everyone|(?:the|our|my|all|every|each) [\w-]+(?: [\w-]+)?)) (?:should|must|could|can|shall|needs? to|ought to) (?:also )?(be able to )?(.+)$/i;

/** "Users should be able to upload avatars" and "As a user I want to …" ask for a way to do so; `undefined` for other clauses. */
export function askFeature(clause: string): string | undefined {
  const [, who = "", what = ""] = story.exec(clause) ?? [];
  if (who !== "") return `add a way for the ${who} to ${what}`;
  const [, others = "", doing = ""] = letting.exec(clause) ?? [];
  if (others !== "" && !/^(?:decide|choose|vote|agree|pick)\b/i.test(doing))
    return `add a way for ${others} to ${doing}`;
  const [, subject = "", able, action = ""] = ability.exec(clause) ?? [];
  const isAsked =
    subject !== "" &&
    (able !== undefined || /\bcould be \w+ed\b/.test(clause)) &&
    !/\b(?:not|never)\b/.test(clause);
  return isAsked
    ? `add a way for ${subject.slice(0, 1).toLowerCase()}${subject.slice(1)} to ${action}`
    : undefined;
}
