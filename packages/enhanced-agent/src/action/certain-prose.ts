import { foldHead, longestHead } from "./characters.ts";

const marks = /^\s*(?:(?:#{1,6}|[-+*•]|\d{1,9}[.)])\s+)*[*_`]{0,6}/;
const incompleteMark = /^(?:#{1,6}|[-+•]|\d{1,9}[.)]?)$/;

/**
 * Whether the beginning of a line can still become `ACTION: …`. Once false it stays false, whatever follows: then the line is
 * prose, and a person may see it before it is complete.
 */
export function mayBecomeAction(beginning: string): boolean {
  if (beginning.length > longestHead || !mayBeTheWord(beginning)) return false;
  const last = beginning.charCodeAt(beginning.length - 1);
  const isCut = last >= 0xd800 && last <= 0xdbff;
  const { text, whole } = foldHead(isCut ? beginning.slice(0, -1) : beginning);
  if (!whole) return false;
  const before = marks.exec(text)![0];
  if (before.includes("```")) return false;
  const rest = text.slice(before.length);
  if (rest === "" || incompleteMark.test(rest)) return true;
  const colon = rest.indexOf(":");
  const word = (colon === -1 ? rest : rest.slice(0, colon)).replace(/[\s_*`-]+/g, "").toUpperCase();
  return colon === -1 ? "ACTION".startsWith(word) : word === "ACTION";
}

const letters = "ACTION";

/** Cheap, and true for every beginning that can become an action: most lines are told apart by their first letter. */
function mayBeTheWord(beginning: string): boolean {
  let known = 0;
  for (let at = 0; at < beginning.length; at += 1) {
    const code = beginning.charCodeAt(at);
    if (code > 0x7e || code < 0x20 || code === 0x3a) return true;
    const upper = code & ~0x20;
    if (upper >= 0x41 && upper <= 0x5a && code >= 0x41) {
      if (upper !== letters.charCodeAt(known)) return false;
      known += 1;
      if (known === letters.length) return true;
    }
  }
  return true;
}
