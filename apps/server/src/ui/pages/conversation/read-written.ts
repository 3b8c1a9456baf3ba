/** A piece of what a model writes, as a person should see it. */
export type WrittenPart =
  | { readonly kind: "prose"; readonly text: string }
  | {
      readonly kind: "action";
      /** Upper case, e.g. `DELEGATE`. */
      readonly name: string;
      readonly fields: Readonly<Record<string, string>>;
      /** Whether its end was written. */
      readonly isComplete: boolean;
    };

const header = /^[\s>*_#`+-]*ACTION[\s*_`]*[::][\s*_`]*([A-Za-z][\w -]{0,63}?)[\s*_`]*$/i;
const field = /^[\s*_#`+-]*([A-Z][A-Z0-9_ -]{0,63}?)[*_`]*:[*_`]*[ \t]?(.*)$/;
const end = /^[\s*_#`~=-]*\bEND(?: (?:OF )?ACTION)?\b[\s*_#`~=-]*$/i;
/** What may become one of the lines above. */
const mayBecomeHeader = /^[\s>*_#`+-]*(?:A(?:C(?:T(?:I(?:O(?:N.{0,80})?)?)?)?)?)?$/i;
const mayBecomeEnd = /^\s*(?:-{1,3}(?:E(?:N(?:D.{0,20})?)?)?)$/i;
const mayBecomeField = /^[\s*_]*[A-Z][A-Z0-9_]{0,63}$/;

/**
 * Splits what a model has written so far into prose and actions. A last line that may still become a part of the protocol is held
 * back, so that nothing of it shows for a moment. The server's parser decides what is performed; this is for the eye.
 */
export function readWritten(text: string, isOver = false): readonly WrittenPart[] {
  const parts: WrittenPart[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  let prose: string[] = [];
  let action: { name: string; fields: Map<string, string[]>; open: string | undefined } | undefined;

  const closeProse = (): void => {
    const told = prose.join("\n").trim();
    if (told !== "") parts.push({ kind: "prose", text: told });
    prose = [];
  };
  const closeAction = (isComplete: boolean): void => {
    if (action === undefined) return;
    const fields = Object.fromEntries(
      [...action.fields].map(([name, written]) => [name, written.join("\n").trim()]),
    );
    parts.push({ kind: "action", name: action.name, fields, isComplete });
    action = undefined;
  };

  for (const [at, line] of lines.entries()) {
    const isLast = at === lines.length - 1 && !isOver;
    const name = header.exec(line)?.[1];
    if (name !== undefined && !isLast) {
      closeProse();
      closeAction(false);
      action = { name: toName(name), fields: new Map(), open: undefined };
    } else if (isLast && mayBecomeHeader.test(line)) {
      continue;
    } else if (action === undefined) {
      prose.push(line);
    } else if (end.test(line)) {
      closeAction(true);
    } else if (!(isLast && (mayBecomeEnd.test(line) || mayBecomeField.test(line)))) {
      takeLine(action, line);
    }
  }
  closeAction(false);
  closeProse();
  return parts;
}

function takeLine(action: { fields: Map<string, string[]>; open: string | undefined }, line: string): void {
  const [, word, value] = field.exec(line) ?? [];
  const name = word === undefined ? undefined : toName(word);
  if (name !== undefined && value !== undefined && !action.fields.has(name)) {
    action.fields.set(name, [value]);
    action.open = name;
    return;
  }
  // The backslash keeps a line of text from being read as protocol.
  const written = line.replace(/^\\(?=[^\s\\])/, "");
  if (action.open !== undefined) action.fields.get(action.open)?.push(written);
}

function toName(word: string): string {
  return word
    .trim()
    .replace(/[\s-]+/g, "_")
    .toUpperCase();
}
