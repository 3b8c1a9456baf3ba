import type { HtmlElement, HtmlNode } from "./dom.ts";

const language =
  /(?:^|[\s-])(?:language|lang|highlight-source|highlight|brush:|source)-?\s?([A-Za-z][\w+#.-]{0,30})(?:$|[\s;])/;

/** The language that the classes of a block of code, of the code in it, or of what is around it, name. */
export function findLanguage(pre: HtmlElement): string | undefined {
  const around = [pre.querySelector("code"), pre, pre.parentNode, pre.parentNode?.parentNode ?? null];
  for (const element of around) {
    const classes = element?.nodeType === 1 ? (element.getAttribute("class") ?? "") : "";
    const found = language.exec(classes.slice(0, 300))?.[1];
    if (found !== undefined && found !== "none" && found !== "default") return found.toLowerCase();
  }
  return undefined;
}

/** The text of a block of code, line breaks written as elements included. */
export function readCode(pre: HtmlElement): string {
  let text = "";
  const visit = (node: HtmlNode): void => {
    if (node.nodeType === 3) text += node.textContent;
    else if (node.nodeName === "BR") text += "\n";
    else {
      // Highlighters write each line as a block of its own.
      const isLine = node.nodeName === "DIV" || node.nodeName === "LI" || node.nodeName === "P";
      if (isLine && text !== "" && !text.endsWith("\n")) text += "\n";
      for (const child of node.childNodes) visit(child);
    }
  };
  visit(pre);
  return text
    .replace(/\s{257,}/g, (run) => run.slice(0, 256))
    .replace(/^[ \t]{0,256}\n/, "")
    .trimEnd();
}

/** A fenced block whose fence is longer than any in the code. */
export function writeFence(code: string, info: string): string {
  if (code.trim() === "") return "";
  const fence = "`".repeat(Math.max(3, longestTicks(code) + 1));
  return `\n\n${fence}${info}\n${code}\n${fence}\n\n`;
}

/** Code within a line. */
export function writeInlineCode(content: string): string {
  const code = content.replace(/\s+/g, " ");
  if (code.trim() === "") return content;
  const ticks = "`".repeat(longestTicks(code) + 1);
  const space = code.startsWith("`") || code.endsWith("`") ? " " : "";
  return `${ticks}${space}${code}${space}${ticks}`;
}

function longestTicks(code: string): number {
  let longest = 0;
  for (const [run] of code.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
