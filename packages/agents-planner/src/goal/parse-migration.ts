import { createClause, nothingNamed } from "./create-clause.ts";
import type { Goal } from "./goal.ts";
import { trimPhrase } from "../text/phrases.ts";
import { readMigration } from "./read-migration.ts";
import { readQualifiers } from "./read-qualifiers.ts";
import type { VerbReading } from "./english/read-verb.ts";
import { findTechnology, listTechnologies } from "./technologies.ts";

/** "the API from Express to Fastify": what is moved, from where and to where. */
export function parseMigration(text: string, verb: VerbReading): Goal {
  const joiners = verb.verb === "replace" ? ["with", "by"] : ["to", "into", "onto"];
  const read = readMigration(verb.rest, joiners);
  // "Postgres from 12 to 16"
  const ofObject = (version: string | undefined): string | undefined =>
    version !== undefined &&
    /^v?\d[\d.]*(?:\.x)?(?: |$)/.test(version) &&
    /^[\w.+# -]{1,30}$/.test(read.object)
      ? `${findTechnology(trimPhrase(read.object)) ?? trimPhrase(read.object)} ${version}`
      : version;
  const { object, rest } = read;
  const [origin, target] = [ofObject(read.origin), ofObject(read.target)];
  const qualified = readQualifiers(`${object || origin || target || verb.rest} ${rest}`.trim());
  const named = qualified.object || trimPhrase(verb.rest) || nothingNamed;
  const technologies = [
    ...new Set([
      ...[origin, target].flatMap((name) => listTechnologies(name ?? "")),
      ...qualified.technologies,
    ]),
  ];
  return {
    ...createClause(text, verb, { ...qualified, object: named, objects: [named], technologies, notes: [] }),
    ...(origin === undefined ? {} : { origin }),
    ...(target === undefined ? {} : { target }),
  };
}
