import type { Observation } from "../observe/observation.ts";

/** Remembers what the pages have shown in the course of a goal. */
export interface SeenTexts {
  note(observation: Observation): void;
  /** Whether all of an answer stood on a page, as whole words, whatever their case and spaces. */
  bearsOut(answer: string): boolean;
}

const mostCharacters = 2_000_000;

/** Nothing that people could not see is noted: observations do not hold it. The earliest is forgotten first. */
export function createSeenTexts(): SeenTexts {
  const pages = new Set<string>();
  let characters = 0;

  return {
    note({ title, url, elements }) {
      const shown = elements.flatMap(({ name, nameSource, text, value, options }) => [
        ...(nameSource === "words" || nameSource === "none" ? [] : [name]),
        text,
        value ?? "",
        ...(options?.map((option) => option.text) ?? []),
      ]);
      const whole = fold([title, url, ...shown, shown.join(" ")].join(" \u0001 "));
      if (pages.has(whole)) return;
      pages.add(whole);
      characters += whole.length;
      for (const page of pages.keys()) {
        if (characters <= mostCharacters || page === whole) break;
        pages.delete(page);
        characters -= page.length;
      }
    },
    bearsOut(answer) {
      const wanted = fold(answer);
      return wanted !== "" && [...pages.keys()].some((page) => hasWords(page, wanted));
    },
  };
}

function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim().toLowerCase();
}

/** “5” is not in “15”, and “art” not in “start”. */
function hasWords(page: string, wanted: string): boolean {
  for (let at = page.indexOf(wanted); at !== -1; at = page.indexOf(wanted, at + 1)) {
    const isStart = !isWordPart(page, at - 1) || !isWordPart(wanted, 0);
    const end = at + wanted.length;
    const isEnd = !isWordPart(page, end) || !isWordPart(wanted, wanted.length - 1);
    if (isStart && isEnd) return true;
  }
  return false;
}

function isWordPart(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}
