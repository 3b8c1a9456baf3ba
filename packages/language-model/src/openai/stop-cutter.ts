/** Cuts a text that comes in pieces before the first of some sequences. */
export interface StopCutter {
  /** Returns what is certain to stand before any sequence. */
  push(piece: string): string;
  /** The rest, once no more will come. */
  end(): string;
}

/**
 * Creates a cutter: for APIs and servers that have no stop sequences, or take fewer. What could be the beginning of one is
 * held back until it is known.
 *
 * @example
 * const cutter = createStopCutter(["END"]);
 * cutter.push("text E"); // "text "
 * cutter.push("ND more"); // ""
 */
export function createStopCutter(stops: readonly string[]): StopCutter {
  const sequences = stops.filter((stop) => stop !== "");
  const held = Math.max(0, ...sequences.map(({ length }) => length - 1));
  let rest = "";
  let isCut = false;
  return {
    push(piece) {
      if (isCut) return "";
      if (sequences.length === 0) return piece;
      rest += piece;
      const certain = countCertain(rest, sequences, held);
      const first = findFirst(rest, sequences);
      // One that is there may stand inside a longer one that is not yet: then that would be the first.
      isCut = first <= certain && first < rest.length;
      const text = rest.slice(0, Math.min(first, certain));
      rest = isCut ? "" : rest.slice(certain);
      return text;
    },
    end: () => rest.slice(0, findFirst(rest, sequences)),
  };
}

/** Where the first of the sequences begins; the length of the text when there is none. */
function findFirst(text: string, sequences: readonly string[]): number {
  const positions = sequences.map((stop) => text.indexOf(stop)).filter((at) => at !== -1);
  return Math.min(text.length, ...positions);
}

function countCertain(text: string, sequences: readonly string[], held: number): number {
  for (let at = Math.max(0, text.length - held); at < text.length; at += 1) {
    const tail = text.slice(at);
    if (sequences.some((stop) => stop.startsWith(tail))) return at;
  }
  return text.length;
}
