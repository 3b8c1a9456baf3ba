import type { Intent } from "./intent.ts";
import { joinList, readList, trimItem } from "./read-list.ts";

/** "for mobile apps", "in terms of price": what holds for all that is compared. */
const purposeStart = /\s(?:for|in terms of|regarding|with regard to|with respect to|based on|when|as an?)\s/i;
/** Verbs before "A vs. B". */
const studying =
  /^(?:analy[sz]e|research|investigate|explain|study|examine|explore|evaluate|assess|describe|discuss|look into|find out about|tell me about|what about)\s+(?:the differences? between\s+)?/i;
const frames: readonly RegExp[] = [
  /^(?:compare|contrast|weigh(?: up)?)\s+(?:and contrast\s+)?(?:between\s+)?(.+)$/i,
  /^(?:decide|choose|pick|which|what)\b[^:]{0,80}:\s*(.+\sor\s.+)$/i,
  /\bdifferences?\s+between\s+(.+)$/i,
  /^(?:choose|decide|pick)\s+between\s+(.+)$/i,
  /^how\s+(?:do|does)\s+(.+?)\s+(?:differ|compare)$/i,
  /^(?:what|which|who)\s+(?:one\s+)?(?:is|are|would be)\s+(?:the\s+)?(?:\w+\s)?(?:better|best|faster|fastest|cheaper|cheapest|safer|safest|simpler|easier|smaller|more \w+)(.*)$/i,
  /^(?:should|shall)\s+(?:i|we|one)\s+(?:use|choose|pick|take|go with|learn|buy|adopt)\s+(.+\sor\s.+)$/i,
  /^(?:pros and cons|advantages and disadvantages|strengths and weaknesses)\s+of\s+(.+)$/i,
];

/** Reads "compare A, B and C", "A vs. B", "which is better, A or B?"; `undefined` when fewer than two things are named. */
export function readComparison(clause: string): Extract<Intent, { kind: "compare" }> | undefined {
  const text = clause.replace(/[\s.?!]+$/, "");
  const asked = /^how\s+do(?:es)?\s+(.+?)\s+(?:differ from|compare (?:to|with|against))\s+(.+)$/i.exec(text);
  if (asked !== null) return toComparison(`${asked[1]} and ${asked[2]}`);
  for (const frame of frames) {
    const found = frame.exec(text)?.[1];
    if (found === undefined) continue;
    const isCommand = frame === frames[0];
    const list = isCommand
      ? found.replace(/\s+(?:with|to|against|compared (?:to|with))\s+/i, " and ")
      : found;
    return toComparison(list);
  }
  const isShort = text.length <= 200;
  const named = text.replace(studying, "");
  if (isShort && /\s(?:vs\.?|versus|compared (?:to|with))\s/i.test(text))
    return toComparison(named.replace(/\s+compared (?:to|with)\s+/gi, " vs "));
  const isChoice =
    isShort && /\?\s*$/.test(clause) && /^[\p{Lu}\d]\S*(?:\s\S+){0,2}\sor\s\S+(?:\s\S+){0,4}$/u.test(text);
  return isChoice ? toComparison(text) : undefined;
}

function toComparison(written: string): Extract<Intent, { kind: "compare" }> | undefined {
  const { list, purpose } = takePurpose(written.trim());
  const aspect = /^((?:the\s)?(?:[\w-]+\s){1,3}of)\s(.+)$/i.exec(list);
  const items = readList(aspect?.[2] ?? list);
  if (items.length < 2 || items.some((item) => item.length > 120)) return undefined;
  return {
    kind: "compare",
    subjects: aspect === null ? items : items.map((item) => `${aspect[1]} ${item}`),
    purpose,
  };
}

/** The purpose may stand before the list: "for mobile apps, Flutter or React Native". */
function takePurpose(text: string): { list: string; purpose: string } {
  const before = /^(?:,\s*)?((?:for|in terms of|regarding|when|as an?)\s[^,:]{2,100})[,:]\s*(.+)$/i.exec(
    text,
  );
  if (before !== null) return { list: before[2] ?? "", purpose: trimItem(before[1] ?? "") };
  const list = text.replace(/^[\s,:]+/, "");
  const found = purposeStart.exec(list);
  if (found === null || !/\s(?:and|or|vs\.?|versus|&)\s|,/i.test(list.slice(0, found.index)))
    return { list, purpose: "" };
  return { list: list.slice(0, found.index), purpose: trimItem(list.slice(found.index)) };
}

/** What a comparison is about, in words: "React and Vue for mobile apps". */
export function nameComparison({
  subjects,
  purpose,
}: Pick<Extract<Intent, { kind: "compare" }>, "subjects" | "purpose">): string {
  return purpose === "" ? joinList(subjects) : `${joinList(subjects)} ${purpose}`;
}
