import type { GoalClause, ThingPhrase } from "../../goal-reading.ts";

type Slots = readonly { readonly label: string; readonly value: string }[];

const writing = new Set(["reply", "send", "email", "message", "comment", "post", "tweet"]);
const addressing = new Set(["send", "email", "message", "call"]);

/** Of verbs that write to somebody, what is written is the message, and who is named gets it: 'reply "Hi"', 'email Bob, "Hi"'. */
export function liftMessage(clause: GoalClause, given: Slots): GoalClause {
  const verb = clause.verb ?? "";
  let slots = given;
  let { things } = clause;
  if (writing.has(verb) && !slots.some(({ label }) => label === "message")) {
    const message = things.find(isMessage);
    if (message !== undefined) {
      things = things.filter((thing) => thing !== message && !isBareMessage(thing));
      slots = [...slots, { label: "message", value: message.name! }];
    }
  }
  if (addressing.has(verb) && !slots.some(({ label }) => label === "to")) {
    const receiver = things.find(
      ({ kind, refersBack, isQuoted, name }) =>
        kind === undefined && !refersBack && !isQuoted && name !== undefined && /^[\p{Lu}@]/u.test(name),
    );
    if (receiver !== undefined && things.length === 1) {
      things = [];
      slots = [{ label: "to", value: receiver.text }, ...slots];
    }
  }
  const message = slots.find(({ label }) => label === "message");
  return {
    ...clause,
    things,
    ...(message !== undefined && { value: message.value }),
    ...(slots.length > 0 && { slots }),
  };
}

const isMessage = ({ isQuoted, kind, name }: ThingPhrase) =>
  isQuoted &&
  name !== undefined &&
  (kind === undefined || kind === "message" || kind === "comment" || kind === "text" || kind === "word");
const isBareMessage = ({ kind, name }: ThingPhrase) => kind === "message" && name === undefined;

/** 'reply to Bob and tell her "Hi"': the message comes in a clause of its own. `undefined` when the two do not belong together. */
export function joinMessage(clause: GoalClause, next: GoalClause | undefined): GoalClause | undefined {
  if (clause.intent !== "act" || !writing.has(clause.verb ?? "") || clause.value !== undefined)
    return undefined;
  const isWritten = next?.intent === "enter" && next.things.length === 0 && next.value !== undefined;
  const isSaid =
    next?.intent === "act" &&
    writing.has(next.verb ?? "") &&
    next.value !== undefined &&
    next.things.length === 0;
  if (!isWritten && !isSaid) return undefined;
  const value = next!.value!;
  return { ...clause, value, slots: [...(clause.slots ?? []), { label: "message", value }] };
}
