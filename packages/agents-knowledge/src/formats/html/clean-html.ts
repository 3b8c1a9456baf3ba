import { Parser } from "htmlparser2";
import { keepAttributes, normaliseSpace, renameElement } from "./clean-parts.ts";
import { isFrame, isJunk } from "./junk.ts";
import { resolveLink } from "./resolve-link.ts";

/** A part of a clean document: a piece of text, the beginning of an element, or its end (`undefined`). */
type CleanToken =
  | string
  | { readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | undefined;

/** A document without what is not read. */
export interface CleanHtml {
  readonly tokens: readonly CleanToken[];
  readonly title: string;
  /** Whether looking for the article in it takes a bearable time. */
  readonly isLight: boolean;
  /** Whether that takes so long, some seconds, that a page's own mark of its main part is taken for granted. */
  readonly isLong: boolean;
}

/** What makes a document too large to be taken apart. */
export interface HtmlExcess {
  readonly excess: string;
}

const mostCharacters = 33_554_432;
const mostElements = 100_000;
const deepest = 256;
const longestTitle = 500;
const longestAlternative = 1_000;

/** What taking a document apart comes to, since the text of every element is looked at: each times its depth. */
const mostWork = { elements: 1_500_000, text: 300_000_000 };
/** Up to where an article is looked for, which goes over the document again and again. */
const lightWork = { elements: 300_000, text: 60_000_000, count: 12_000, escapes: 100_000 };

/** From here on documents are long. */
const longCount = 4_000;

/**
 * Takes a document apart, without scripts, styles, comments, controls of forms, navigation, hidden text and attributes
 * that are of no use, its links made absolute; refuses what is nested, long or numerous beyond measure.
 *
 * One pass in linear time, so that what works on documents afterwards never meets a hostile one.
 */
export function cleanHtml(html: string, address: string): CleanHtml | HtmlExcess {
  if (html.length > mostCharacters) return { excess: `more than ${mostCharacters} characters of HTML` };
  const tokens: CleanToken[] = [];
  /** Whether each open element is kept. */
  const open: boolean[] = [];
  const work = { elements: 0, text: 0, count: 0, escapes: 0 };
  let excess: string | undefined;
  let base = address;
  let title = "";
  let hasTitle = false;
  let titleDepth = 0;
  let droppedDepth = 0;
  /** Open elements that hold a document of their own. */
  let articles = 0;

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        open.push(false);
        work.count += 1;
        work.elements += open.length;
        if (open.length > deepest) stop(`elements nested more than ${deepest} deep`);
        if (work.count > mostElements) stop(`more than ${mostElements} elements`);
        if (work.elements > mostWork.elements) stop("too many elements nested too deep");
        if (name === "base" && base === address)
          base = resolveLink(attributes.href ?? "", address) ?? address;
        if (droppedDepth > 0 || isJunk(name, attributes) || (name === "footer" && articles === 0)) {
          droppedDepth += 1;
          return;
        }
        if (name === "title") titleDepth = open.length;
        if (titleDepth > 0 || isFrame(name)) return;
        if (name === "img") {
          tokens.push({ name: "span", attributes: {} });
          addText(` ${(attributes.alt ?? "").slice(0, longestAlternative)} `);
          tokens.push(undefined);
          return;
        }
        if (name === "main" || name === "article") articles += 1;
        open[open.length - 1] = true;
        tokens.push({ name: renameElement(name), attributes: keepAttributes(name, attributes, base) });
      },
      onclosetag(name) {
        const isKept = open.pop() === true;
        if (titleDepth > open.length) {
          titleDepth = 0;
          // Further ones are no text of the document either.
          hasTitle ||= title.trim() !== "";
        }
        if (droppedDepth > 0) droppedDepth -= 1;
        if (!isKept) return;
        if (name === "main" || name === "article") articles -= 1;
        tokens.push(undefined);
      },
      ontext(text) {
        if (droppedDepth > 0) return;
        if (titleDepth === 0) addText(text);
        else if (!hasTitle && title.length < longestTitle) title += text;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );

  function addText(text: string): void {
    work.text += text.length * (open.length + 1);
    if (work.text > mostWork.text) stop("too much text nested too deep");
    if (/[&<>]/.test(text)) work.escapes += text.length === 1 ? 1 : (text.match(/[&<>]/g)?.length ?? 0);
    const last = tokens.length - 1;
    // The parser cuts texts at every entity.
    if (typeof tokens[last] === "string") tokens[last] += text;
    else if (text !== "") tokens.push(text);
  }

  // Thrown, since the parser asks its handlers for nothing.
  function stop(reason: string): never {
    excess = reason;
    throw new Error(reason);
  }

  try {
    parser.end(html);
  } catch (error) {
    if (excess !== undefined) return { excess };
    throw error;
  }
  return {
    tokens: tokens.map((token) => (typeof token === "string" ? normaliseSpace(token) : token)),
    title: title.replace(/\s+/g, " ").trim().slice(0, longestTitle),
    isLong: work.count > longCount,
    isLight: (Object.keys(lightWork) as (keyof typeof lightWork)[]).every(
      (key) => work[key] <= lightWork[key],
    ),
  };
}
