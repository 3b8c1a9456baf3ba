import { meaningOf } from "./words.ts";

const verbsBefore =
  /^([a-z-]+(?:,\s+(?:then\s+)?[a-z-]+){0,4}),?\s+(?:and(?:\s+then)?|then)\s+([a-z-]+)\s+(.+)$/i;

/**
 * Gives each of several verbs the object that they share.
 *
 * @example
 * shareObject("implement and test a queue"); // ["implement a queue", "test a queue"]
 */
export function shareObject(clause: string): string[] {
  const found = verbsBefore.exec(clause);
  if (found === null) return [clause];
  const [, first = "", last = "", object = ""] = found;
  const verbs = [...first.split(/,\s+(?:then\s+)?/i), last];
  const areVerbs = verbs.every((verb) => meaningOf(verb) !== undefined);
  if (!areVerbs || /^(?:and|or)\b/i.test(object)) return [clause];
  // Comparing is researching: the other verb adds nothing.
  if (verbs.some((verb) => meaningOf(verb) === "compare"))
    return verbs.filter((verb) => meaningOf(verb) !== "research").map((verb) => `${verb} ${object}`);
  return verbs.map((verb) => `${verb} ${object}`);
}
