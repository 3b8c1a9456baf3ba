import { refuse, requireAmount, requireLimit, requireText } from "../errors/store-options.ts";
import type { EvidenceSource } from "../evidence/evidence.ts";
import type { Exchange } from "./session-store.ts";

/** Characters of a prompt, its answer and what is cited, together. */
const mostCharacters = 8_000_000;

/** A copy of an exchange that no later change of the original reaches; throws `invalid_argument` for what is none. */
export function readExchange(value: Exchange, where: string): Exchange {
  if (typeof value !== "object" || value === null) refuse(`${where}: pass an exchange, an object.`);
  const { taskId, prompt, answer, sources, at } = value;
  requireText(where, "taskId", taskId);
  requireText(where, "prompt", prompt, true);
  requireText(where, "answer", answer, true);
  requireAmount(where, "at", at);
  if (!Array.isArray(sources)) refuse(`${where}: sources must be a list.`);
  const copies = sources.map((source, index) => readSource(source, `${where}: sources[${index}]`));
  const characters = [prompt, answer, ...copies.flatMap(({ quote, location = "" }) => [quote, location])]
    .map((text) => text.length)
    .reduce((sum, length) => sum + length, 0);
  if (characters > mostCharacters)
    refuse(
      `${where}: the exchange has ${characters} characters, ${mostCharacters} may be kept. Cite shorter quotes.`,
    );
  return Object.freeze({ taskId, prompt, answer, sources: Object.freeze(copies), at });
}

function readSource(value: EvidenceSource, where: string): EvidenceSource {
  if (typeof value !== "object" || value === null) refuse(`${where} must be an object.`);
  const { id, quote, title, location, line } = value;
  requireText(where, "id", id);
  requireText(where, "quote", quote, true);
  if (title !== undefined) requireText(where, "title", title, true);
  if (location !== undefined) requireText(where, "location", location, true);
  if (line !== undefined) requireLimit(where, "line", line, 0);
  return Object.freeze({
    id,
    quote,
    ...(title !== undefined && { title }),
    ...(location !== undefined && { location }),
    ...(line !== undefined && { line }),
  });
}
