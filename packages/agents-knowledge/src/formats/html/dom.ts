import { parseHTML } from "linkedom";
import type { CleanHtml } from "./clean-html.ts";

/** As much of a node as is used here. */
export interface HtmlNode {
  readonly nodeName: string;
  readonly nodeType: number;
  textContent: string;
  readonly parentNode: HtmlElement | null;
  readonly childNodes: Iterable<HtmlNode>;
}

/** As much of an element as is used here. */
export interface HtmlElement extends HtmlNode {
  readonly children: readonly HtmlElement[];
  appendChild(node: HtmlNode): void;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): HtmlElement | null;
  querySelectorAll(selector: string): Iterable<HtmlElement>;
  remove(): void;
}

/** As much of a document as is used here. */
export interface HtmlDocument extends HtmlElement {
  title: string;
  readonly body: HtmlElement;
  createElement(name: string): HtmlElement;
  createTextNode(text: string): HtmlNode;
}

/** Makes a document of clean parts; nothing is fetched and no script runs. */
export function createDom({ tokens, title }: Pick<CleanHtml, "tokens" | "title">): HtmlDocument {
  const { document } = parseHTML(
    "<!doctype html><html><head><title></title></head><body></body></html>",
  ) as unknown as { document: HtmlDocument };
  document.title = title;
  const path = [document.body];
  for (const token of tokens) {
    const parent = path[path.length - 1];
    if (token === undefined) path.pop();
    else if (typeof token === "string") parent.appendChild(document.createTextNode(token));
    else {
      const element = document.createElement(token.name);
      for (const [name, value] of Object.entries(token.attributes)) element.setAttribute(name, value);
      parent.appendChild(element);
      path.push(element);
    }
  }
  return document;
}

/** Letters of a node's text, white space not counted. */
export function countLetters(node: HtmlNode): number {
  return node.textContent.replace(/\s+/g, "").length;
}
