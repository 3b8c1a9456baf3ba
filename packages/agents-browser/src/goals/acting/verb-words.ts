/** What controls are called that do what a verb says, beside the verb itself; the likeliest first. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  add: ["plus", "new", "+"],
  answer: ["reply", "respond"],
  book: ["reserve", "select", "choose"],
  buy: ["purchase", "order", "add to cart", "checkout"],
  create: ["generate", "new", "add", "make"],
  delete: ["remove", "trash", "discard"],
  email: ["reply", "compose", "new"],
  favorite: ["star", "like", "heart"],
  follow: ["subscribe"],
  forward: ["fwd", "send"],
  generate: ["create", "new"],
  like: ["heart", "favorite", "thumb"],
  "log in": ["login", "sign in"],
  "log out": ["logout", "sign out"],
  mark: ["star", "flag"],
  message: ["reply", "send"],
  order: ["add", "buy", "plus"],
  post: ["publish", "send", "tweet"],
  remove: ["delete", "trash", "minus"],
  reply: ["respond", "answer"],
  reserve: ["book"],
  respond: ["reply", "answer"],
  send: ["forward", "submit"],
  "sign in": ["login", "log in"],
  star: ["favorite", "important"],
};

/** What a star or a flag stands for. */
const starred = /^(?:important|starred|favou?rite|flagged)$/u;

/** The names to look for, for the verb in its plain form and as the goal has it; "mark as spam" is no star. */
export function controlNames(verb: string, source: string, value?: string): readonly string[] {
  const mark = value?.toLowerCase();
  if (verb === "mark" && mark !== undefined && !starred.test(mark)) return [`mark as ${mark}`, mark];
  const said = source.trim().split(/\s+/u)[0]?.toLowerCase() ?? "";
  const names = [verb, ...(/^[a-z]+$/u.test(said) ? [said] : []), ...(synonyms[verb] ?? [])];
  return [...new Set(names)];
}

/** Verbs whose meaning is that something is sent off at the end. */
const sending = new Set(["reply", "forward", "send", "respond", "answer", "email", "message"]);

export const sendsOff = (verb: string): boolean => sending.has(verb);

/** Verbs for which a page shows its fields only once its control was pressed; what others are done with is filled in first. */
const opening = new Set([...sending, "add", "comment", "compose", "create", "edit", "share", "write"]);

export const opensFirst = (verb: string): boolean => opening.has(verb);
