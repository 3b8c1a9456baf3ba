import { foldHead, longestHead } from "./characters.ts";

const around = "-=_*~`# \t";

/** Whether a line ends an action: `---END---`, with other dashes and any number of them, bold, or `--- END ACTION ---`. */
export function isEndLine(line: string, actionName: string): boolean {
  if (line.length > longestHead || !mayBeEnd(line)) return false;
  const { text, whole } = foldHead(line);
  if (!whole) return false;
  let from = 0;
  while (from < text.length && around.includes(text[from]!)) from += 1;
  let to = text.length;
  while (to > from && around.includes(text[to - 1]!)) to -= 1;
  const words = text.slice(from, to).replace(/[\s_]+/g, " ");
  const upper = words.toUpperCase();
  const name = actionName.replaceAll("_", " ");
  if (!["END", "END ACTION", "END OF ACTION", `END ${name}`].includes(upper)) return false;
  const left = text.slice(0, from);
  // The beginning of a code block, whose language is called so.
  if (left.includes("```") || left.includes("~~~")) return false;
  const right = text.slice(to);
  const strokes = countStrokes(left) + countStrokes(right);
  if (strokes >= 2 && (strokes > 2 || countStrokes(right) > 0 || /[-=]{2}/.test(left))) return true;
  return words === upper && /[*_`#]/.test(left);
}

/** Whether a line could end an action, of whatever name: true for more lines than `isEndLine`, and whatever follows the word. */
export function looksLikeEnd(line: string): boolean {
  if (!mayBeEnd(line)) return false;
  const { text } = foldHead(line);
  let from = 0;
  while (from < text.length && around.includes(text[from]!)) from += 1;
  return text.slice(from, from + 3).toUpperCase() === "END";
}

/** Cheap, and true for every line that ends an action. */
function mayBeEnd(line: string): boolean {
  for (let at = 0; at < line.length && at < longestHead; at += 1) {
    const code = line.charCodeAt(at);
    if (code > 0x7e || code < 0x20) return true;
    if (code === 0x45 || code === 0x65) {
      const next = line.charCodeAt(at + 1);
      return Number.isNaN(next) || next === 0x4e || next === 0x6e || next > 0x7e || next < 0x20;
    }
    if (!around.includes(line[at]!)) return false;
  }
  return false;
}

function countStrokes(text: string): number {
  let count = 0;
  for (const mark of text) if (mark === "-" || mark === "=" || mark === "_" || mark === "~") count += 1;
  return count;
}
