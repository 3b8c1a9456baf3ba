import { createColors } from "./colors.ts";
import { createCovers } from "./covers.ts";
import { createDom } from "./dom.ts";
import { createScopes } from "./scopes.ts";
import { createTexts } from "./texts.ts";

/**
 * Statements that make `dom`, `colors`, `scopes`, `texts` and `coverOf` inside a page: the one set of rules of what people can see.
 * All but the first remember what they found, so they are made anew for every look.
 */
export const domStatements = `
  // What a bundler that keeps names may have written into the functions.
  const __name = (value) => value;
  const dom = (${createDom.toString()})();`;
export const ruleStatements = `
  const colors = (${createColors.toString()})();
  const scopes = (${createScopes.toString()})(dom, colors);
  const texts = (${createTexts.toString()})(dom, colors, scopes);
  const coverOf = (${createCovers.toString()})(dom, colors, scopes);`;
