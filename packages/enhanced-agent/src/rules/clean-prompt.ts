/** Characters that are read of a prompt; intents are looked for in no more, so that a long one costs no more. */
export const mostRead = 4_000;

/** Invisible characters, and control characters other than line ends and tabs. */
// eslint-disable-next-line no-control-regex
const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const actionStart = /^\s*ACTION\s*[::]/i;
const actionEnd = /^\s*-{3,}\s*END\s*-{3,}\s*$/i;

/**
 * The part of a prompt that is read, without what looks like an action: that is text somebody pasted, not a request.
 * When nothing else is there it stays, so that it can be researched like any other text.
 */
export function cleanPrompt(prompt: string): { readonly text: string; readonly isCut: boolean } {
  const isCut = prompt.length > mostRead;
  const end = isCut && isHighSurrogate(prompt.charCodeAt(mostRead - 1)) ? mostRead - 1 : mostRead;
  const text = prompt.slice(0, end).replace(invisible, "").trim();
  const kept: string[] = [];
  let isInAction = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (actionStart.test(line)) isInAction = true;
    if (!isInAction) kept.push(line);
    if (isInAction && actionEnd.test(line)) isInAction = false;
  }
  const rest = kept.join("\n").trim();
  return { text: rest === "" ? text : rest, isCut };
}

/** Text on one line, for a field of an action. */
export function toLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
