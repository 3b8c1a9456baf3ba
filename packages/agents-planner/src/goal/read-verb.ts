import { intentOfNoun, intentOfVerb, readGerund, type Intent } from "./verbs.ts";

/** The verb at the head of a clause, and what follows it. */
export interface VerbReading {
  readonly verb: string;
  readonly intent: Intent;
  readonly rest: string;
}

/** Reads the verb (one to three words), its gerund or its noun at the head of a clause; `undefined` when there is none. */
export function readVerb(clause: string): VerbReading | undefined {
  const words = clause.split(" ");
  for (let length = Math.min(3, words.length); length > 0; length -= 1) {
    const head = words.slice(0, length).join(" ").toLowerCase().replace(/[:,]$/, "");
    const rest = words
      .slice(length)
      .join(" ")
      .replace(/^(?:me|us)\s+/i, "");
    const intent = intentOfVerb.get(head);
    if (intent !== undefined) return { verb: head, intent, rest };
    const gerund = readGerund(head);
    const gerundIntent = gerund === undefined ? undefined : intentOfVerb.get(gerund);
    if (gerund !== undefined && gerundIntent !== undefined && rest !== "") {
      return { verb: gerund, intent: gerundIntent, rest };
    }
    if (length > 1) continue;
    const nounIntent = intentOfNoun.get(head);
    const link = /^(?:of|for|between|from|to)\s+/i.exec(rest);
    if (nounIntent !== undefined && link !== null) {
      const keepsLink = /^(?:from|to)/i.test(link[0]);
      return { verb: head, intent: nounIntent, rest: keepsLink ? rest : rest.slice(link[0].length) };
    }
  }
  return undefined;
}
