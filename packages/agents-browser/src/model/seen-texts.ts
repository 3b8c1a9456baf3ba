import type { Observation } from "../observe/observation.ts";

/** Remembers what the pages have shown in the course of a goal. */
export interface SeenTexts {
  note(observation: Observation): void;
  /** Takes note of what was typed: a field that holds it bears nothing out. */
  noteTyped(text: string): void;
  /** Whether all of an answer stood on a page, as whole words, whatever their case and spaces. */
  bearsOut(answer: string): boolean;
}

const mostCharacters = 2_000_000;

/** Nothing that people could not see is noted: observations do not hold it. The earliest is forgotten first. */
export function createSeenTexts(): SeenTexts {
  const pages = new Set<string>();
  const typed = new Set<string>();
  let characters = 0;

  return {
    note({ title, url, elements }) {
      const shown = elements.flatMap(({ name, nameSource, text, value, options }) => [
        ...(nameSource === "words" || nameSource === "none" ? [] : [name]),
        text,
        value === undefined || typed.has(fold(value)) ? "" : value,
        ...(options?.map((option) => option.text) ?? []),
      ]);
      const whole = fold([title, url, ...shown, shown.join(" ")].join(" \u0001 "));
      if (pages.has(whole)) return;
      pages.add(whole);
      characters += whole.length;
      for (const page of pages) {
        if (characters <= mostCharacters || page === whole) break;
        pages.delete(page);
        characters -= page.length;
      }
    },
    noteTyped(text) {
      typed.add(fold(text));
    },
    bearsOut(answer) {
      return [...pages].some((page) => hasWords(page, answer));
    },
  };
}

function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}

/** Places that are looked at: a page may be made of nothing but nearly the answer. */
const mostPlaces = 1_000;

/** Whether a text holds another as whole words, whatever their case and spaces: “5” is not in “15”, nor “art” in “start”. */
export function hasWords(text: string, words: string): boolean {
  const page = fold(text);
  const wanted = fold(words);
  if (wanted === "") return false;
  let at = page.indexOf(wanted);
  for (let place = 0; at !== -1 && place < mostPlaces; place += 1) {
    const isStart = !isWordPart(page, at - 1) || !isWordPart(wanted, 0);
    const end = at + wanted.length;
    const isEnd = !isWordPart(page, end) || !isWordPart(wanted, wanted.length - 1);
    if (isStart && isEnd) return true;
    at = page.indexOf(wanted, at + 1);
  }
  return false;
}

function isWordPart(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}
