const space = /[ \t\n\r]*/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
const characters = /[^"\\\u0000-\u001f]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;

/**
 * Where a text stops being JSON: the place of the first character that cannot stand there, its length when something is missing at
 * the end, `undefined` for JSON. Engines tell that for some faults only. Linear, without recursion.
 */
export function findJsonError(text: string): number | undefined {
  const open: string[] = [];
  let at = 0;
  let expects: "value" | "value or end" | "name" | "name or end" | "end" = "value";

  function take(pattern: RegExp): boolean {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  }

  /** Stops at what is wrong within a string. */
  function takeString(): boolean {
    if (text[at] !== '"') return false;
    at += 1;
    do take(characters);
    while (take(escaped));
    if (text[at] !== '"') return false;
    at += 1;
    return true;
  }

  for (;;) {
    take(space);
    const next = text[at];
    if (expects === "end" && open.length === 0) return next === undefined ? undefined : at;
    if (next === undefined) return at;
    const isClosing = next === "]" || next === "}";
    if (isClosing && (expects === "end" || expects.endsWith("or end")) && open.at(-1) === next) {
      open.pop();
      expects = "end";
      at += 1;
    } else if (expects === "end") {
      if (next !== ",") return at;
      expects = open.at(-1) === "]" ? "value" : "name";
      at += 1;
    } else if (expects.startsWith("name")) {
      if (!takeString()) return at;
      take(space);
      if (text[at] !== ":") return at;
      expects = "value";
      at += 1;
    } else if (next === "[" || next === "{") {
      open.push(next === "[" ? "]" : "}");
      expects = next === "[" ? "value or end" : "name or end";
      at += 1;
    } else if (next === '"' ? takeString() : take(scalar)) expects = "end";
    else return at;
  }
}
