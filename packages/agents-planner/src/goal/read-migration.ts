import { trimPhrase } from "../text/phrases.ts";
import { findTechnology } from "./technologies.ts";

/** A change from one thing to another. */
export interface MigrationReading {
  /** What is changed; empty in "Migrate from Jest to Vitest". */
  readonly object: string;
  readonly origin?: string;
  readonly target?: string;
  /** Qualifiers that followed: "without downtime". */
  readonly rest: string;
}

const qualifierWord = /^(?:without|using|via|while|and|but|so|because|in)$/i;

/**
 * Reads "the API from Express to Fastify", "React 17 to React 19", "Moment.js with date-fns", "the app to Node 24".
 *
 * `joiners` are the words that may stand before the target.
 */
export function readMigration(phrase: string, joiners: readonly string[]): MigrationReading {
  const words = phrase.split(" ").filter((word) => word !== "");
  const find = (wanted: readonly string[], from: number): number =>
    words.findIndex((word, index) => index >= from && wanted.includes(word.toLowerCase()));
  const fromAt = find(["from"], 0);
  const toAt = find(joiners, Math.max(fromAt, 0));
  const join = (start: number, end: number): string => trimPhrase(words.slice(start, end).join(" "));
  if (toAt < 0)
    return {
      object: join(0, fromAt < 0 ? words.length : fromAt),
      ...nameOrigin(fromAt < 0 ? "" : join(fromAt + 1, words.length)),
      rest: "",
    };
  const afterTarget = words.findIndex((word, index) => index > toAt + 1 && qualifierWord.test(word));
  const end = afterTarget < 0 ? words.length : afterTarget;
  const target = normalize(join(toAt + 1, end));
  const rest = words.slice(end).join(" ");
  if (fromAt >= 0) return { object: join(0, fromAt), ...nameOrigin(join(fromAt + 1, toAt)), target, rest };
  const object = join(0, toAt);
  // "Upgrade React 17 to React 19" names the origin; "the app to Node 24" names what is upgraded
  const isOrigin = findTechnology(object) !== undefined || joiners.includes("with");
  return isOrigin ? { object: "", ...nameOrigin(object), target, rest } : { object, target, rest };
}

function nameOrigin(phrase: string): { origin?: string } {
  return phrase === "" ? {} : { origin: normalize(phrase) };
}

function normalize(phrase: string): string {
  return findTechnology(phrase) ?? phrase;
}
