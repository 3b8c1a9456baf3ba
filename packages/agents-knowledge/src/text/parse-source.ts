import type { ParsedText } from "./parse-blocks.ts";
export function parseSource(text: string): ParsedText {
  return { masked: text, sections: [{ level: 0, heading: "", start: 0, blocks: [{ kind: "code", start: 0, end: text.length }] }] };
}
