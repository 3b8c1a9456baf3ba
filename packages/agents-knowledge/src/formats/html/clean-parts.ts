import { resolveLink } from "./resolve-link.ts";

/** Attributes that say something of the text, or where it is. */
const kept = ["id", "class", "lang", "colspan", "start", "itemprop", "role"];
const longestAttribute = 500;

/** The attributes of an element that are of use; the link of an anchor made absolute, or dropped. */
export function keepAttributes(
  name: string,
  attributes: Readonly<Record<string, string>>,
  base: string,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const key of kept) {
    const value = attributes[key];
    if (value !== undefined) result[key] = value.slice(0, longestAttribute);
  }
  const link = name === "a" && attributes.href !== undefined ? resolveLink(attributes.href, base) : undefined;
  if (link !== undefined) result.href = link;
  return result;
}

/** Elements of old whose content parsers take for bare text. */
const bareText = new Set(["xmp", "listing", "plaintext"]);

/** The name that an element goes on with: one whose content is read like any other's. */
export function renameElement(name: string): string {
  return bareText.has(name) ? "pre" : name;
}

const longestRun = 64;

/** Spaces of every kind become plain ones, and long stretches short: they cost those dearly who look for their ends. */
export function normaliseSpace(text: string): string {
  return text
    .replaceAll("\0", "")
    .replace(/[^\S \t\n]/g, " ")
    .replace(/\s{65,}/g, (run) => run.slice(0, longestRun));
}
