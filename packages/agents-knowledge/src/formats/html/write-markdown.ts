import TurndownService from "turndown";
import { findLanguage, readCode, writeFence, writeInlineCode } from "./code.ts";
import type { HtmlElement } from "./dom.ts";
import { createTableRules } from "./table-rules.ts";

/** What permanent links beside headings show. */
const permalink = /^[#¶§🔗\s]*$/u;

/**
 * Writes a clean element as Markdown: ATX headings, fenced code, tables, absolute links. The text's own characters stay as they are: nothing is escaped, so that what is quoted is what was written.
 */
export function writeMarkdown(root: HtmlElement): string {
  for (const pre of root.querySelectorAll("pre")) {
    const language = findLanguage(pre);
    const code = readCode(pre);
    pre.textContent = code;
    if (language !== undefined) pre.setAttribute("data-language", language);
  }
  const service = new TurndownService({
    headingStyle: "atx",
    codeBlockStyle: "fenced",
    bulletListMarker: "-",
    emDelimiter: "*",
    hr: "---",
    br: "",
  });
  service.escape = (text) => text;
  addRules(service);
  return service.turndown(root as never).trim();
}

function addRules(service: TurndownService): void {
  const add = (
    key: string,
    filter: string[],
    replacement: (content: string, node: HtmlElement) => string,
  ): void => {
    service.addRule(key, {
      filter: filter as never,
      replacement: (content, node) => replacement(content, node as unknown as HtmlElement),
    });
  };
  add("heading", ["h1", "h2", "h3", "h4", "h5", "h6"], (content, { nodeName }) => {
    const line = content.replace(/\s+/g, " ").trim();
    return line === "" ? "" : `\n\n${"#".repeat(Number(nodeName[1]))} ${line}\n\n`;
  });
  add("link", ["a"], (content, node) => {
    const href = node.getAttribute("href");
    if (permalink.test(content)) return "";
    // A link around blocks, such as a card, is written as what it shows.
    if (href === null || href === "" || content.trim().includes("\n")) return content;
    // Some headings are links to themselves.
    if (
      /^H[1-6]$/.test(node.parentNode?.nodeName ?? "") &&
      href.endsWith(`#${node.parentNode?.getAttribute("id")}`)
    ) {
      return content;
    }
    return `[${content.trim()}](${href.replace(/[()\s<>]/g, encodeCharacter)})`;
  });
  add("code", ["code", "kbd", "samp", "tt"], (content, node) =>
    node.parentNode?.nodeName === "PRE" ? content : writeInlineCode(content),
  );
  add("codeBlock", ["pre"], (_content, node) =>
    writeFence(node.textContent, node.getAttribute("data-language") ?? ""),
  );
  add("list", ["ul", "ol"], (content, node) =>
    node.parentNode?.nodeName === "LI" ? `\n${content.trim()}\n` : `\n\n${content.trim()}\n\n`,
  );
  const numbers = new WeakMap<HtmlElement, number>();
  add("listItem", ["li"], (content, node) => {
    const marker = nextMarker(node.parentNode, numbers);
    const text = content.trim().replace(/\n(?!\n)/g, `\n${" ".repeat(marker.length)}`);
    return `\n${marker}${text}\n`;
  });
  for (const rule of createTableRules()) add(...rule);
}

/** What stands before an item of a list; counted as the items come, since looking for one's place takes longer. */
function nextMarker(list: HtmlElement | null, numbers: WeakMap<HtmlElement, number>): string {
  if (list?.nodeName !== "OL") return "- ";
  const start = Number(list.getAttribute("start") ?? 1);
  const number = numbers.get(list) ?? (Number.isSafeInteger(start) ? start : 1);
  numbers.set(list, number + 1);
  return `${number}. `;
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
