import { refuse, requireAmount, requireText } from "../errors/store-options.ts";
import type { Lesson } from "./lesson-store.ts";

/** Characters of all texts of a lesson together: a few words are to be remembered, not a document. */
const mostCharacters = 100_000;

/** A copy of a lesson that no later change of the original reaches; throws `invalid_argument` for what is none. */
export function readLesson(value: Lesson, where: string): Lesson {
  if (typeof value !== "object" || value === null) refuse(`${where}: pass a lesson, an object.`);
  const { id, situation, lesson, agentTypes, succeeded, costUsd, elapsedMs, at } = value;
  requireText(where, "id", id);
  requireText(where, "situation", situation, true);
  requireText(where, "lesson", lesson, true);
  if (!Array.isArray(agentTypes)) refuse(`${where}: agentTypes must be a list of texts.`);
  for (const [index, type] of agentTypes.entries()) requireText(where, `agentTypes[${index}]`, type);
  if (typeof succeeded !== "boolean") refuse(`${where}: succeeded must be true or false.`);
  for (const [name, amount] of Object.entries({ costUsd, elapsedMs, at })) requireAmount(where, name, amount);
  const characters = [id, situation, lesson, ...agentTypes].reduce((sum, text) => sum + text.length, 0);
  if (characters > mostCharacters) {
    refuse(
      `${where}: the texts of the lesson have ${characters} characters, ${mostCharacters} may be kept. ` +
        "Shorten the situation to what tells it from others.",
    );
  }
  const types = Object.freeze([...agentTypes]);
  return Object.freeze({ id, situation, lesson, agentTypes: types, succeeded, costUsd, elapsedMs, at });
}
