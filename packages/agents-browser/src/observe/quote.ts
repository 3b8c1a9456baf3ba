/** What is invisible or turns the direction of writing, and so could show one thing and mean another; tags of U+E0000 as well. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\u{E0000}-\u{E0FFF}]/gu;

/** A page's text on one line, without what people do not see, cut to so many characters. */
export function oneLine(text: string, most: number): string {
  const plain = text
    .slice(0, most * 4)
    .replace(/\s+/gu, " ")
    .replace(unseen, "")
    .trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}

/** The same in quotes, so that it cannot pass for anything but a text of the page. */
export function quote(text: string, most: number): string {
  return `"${oneLine(text, most).replace(/[\\"]/g, "\\$&")}"`;
}
