import { createClause, nothingNamed } from "./create-clause.ts";
import type { Goal } from "./goal.ts";
import { shorten, trimPhrase } from "../text/phrases.ts";
import { readQualifiers } from "./read-qualifiers.ts";
import type { VerbReading } from "./english/read-verb.ts";
import { findTechnology, listTechnologies } from "./technologies.ts";

const place = /^(?<object>.*?)(?:^|\s)(?<preposition>to|on|onto|into|at|via)\s+(?<destination>.+)$/i;
const pronoun = /^(?:it|them|this|that|these|those|everything)$/i;

/** "the blog to Fly.io", "to AWS", "on npm": what is brought where; without an object it is the project at hand. */
export function parseDeployment(text: string, verb: VerbReading): Goal {
  const {
    object: phrase,
    features,
    technologies,
    exclusions,
  } = readQualifiers(verb.rest, ["feature", "technology", "exclusion"]);
  const { object = phrase, preposition = "to", destination } = place.exec(phrase)?.groups ?? {};
  const named = trimPhrase(object);
  const what = named === "" || pronoun.test(named) ? nothingNamed : named;
  const where = trimPhrase(destination ?? "");
  const clause = createClause(text, verb, {
    object: what,
    objects: [what],
    features,
    technologies: technologies.filter((name) => !listTechnologies(where).includes(name)),
    exclusions,
    notes: [],
  });
  return where === ""
    ? clause
    : { ...clause, destination: `${preposition.toLowerCase()} ${findTechnology(where) ?? shorten(where)}` };
}
