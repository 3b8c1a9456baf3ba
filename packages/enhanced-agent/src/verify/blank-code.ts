const code = /```[\s\S]*?(?:```|$)|`[^`\n]{1,1000}`/g;

/** The text with spaces in the place of its code, so that every place in it stays where it was. */
export function blankCode(text: string): string {
  return text.replace(code, (found) => " ".repeat(found.length));
}
