import { readWords } from "../names.ts";
import { type Coercion, read, refuse } from "./coercion.ts";

const yes = new Set(
  "yes true y on 1 ✓ ✔ ☑ ✅ ✔️ ja oui si sí sim да tak enabled active available".split(" "),
);
const no = new Set(
  "no false n off 0 ✗ ✘ ✕ ✖ ❌ ☐ ✖️ nein non não nao нет nie disabled inactive unavailable".split(" "),
);

/** Reads yes or no: a checkbox, a sign, a word, or the property's own name ("In stock", "Out of stock", "Not active"). */
export function readBoolean(text: string, checked: boolean | undefined, property: string): Coercion<boolean> {
  if (checked !== undefined) return read(checked);
  const word = text.slice(0, 200).trim().toLowerCase().replace(/[.!]$/, "");
  if (yes.has(word)) return read(true);
  if (no.has(word)) return read(false);
  const words = readWords(text);
  const own = readWords(property).filter((one) => !["is", "has", "are"].includes(one));
  if (own.length > 0 && words.join(" ") === own.join(" ")) return read(true);
  const denied = words.filter((one) => ["not", "out", "non", "sold", "number", "no"].includes(one));
  const rest = words.filter((one) => !denied.includes(one) && one !== "of" && one !== "in");
  const owned = own.filter((one) => one !== "in" && one !== "of");
  if (denied.length > 0 && rest.length > 0 && rest.join(" ") === owned.join(" ")) return read(false);
  return refuse("says neither yes nor no");
}
