import { createActionParser } from "@convoke/enhanced-agent";
import { createRandomNumbers } from "../planning/schedules/random-numbers.ts";
import { grammar } from "./grammar.ts";
import { cutText, drawMessage } from "./mixed-text.ts";

/** How fast streams of one kind are parsed. */
export interface SpeedFigure {
  readonly name: string;
  /** Megabytes of UTF-8 for each second of one core; the median of the rounds. */
  readonly megabytesPerSecond: number;
  readonly slowest: number;
}

const messages = 100;
const rounds = 9;
const kinds = [
  { name: "pieces of 4–40 characters", least: 4, most: 40 },
  { name: "pieces of 4,096 characters", least: 4096, most: 4096 },
] as const;

/** Parses messages of 20,000 characters of mixed text in processor time of the whole process, collection of garbage included. */
export function measureSpeed(seed: number): SpeedFigure[] {
  return kinds.map(({ name, least, most }) => {
    const random = createRandomNumbers(seed);
    const texts = Array.from({ length: messages }, () => drawMessage(random, 20_000));
    const streams = texts.map((text) => cutText(random, text, least, most));
    const megabytes = Buffer.byteLength(texts.join("")) / 1e6;
    parseAll(streams);
    const speeds = Array.from({ length: rounds }, () => {
      const before = process.cpuUsage();
      parseAll(streams);
      const { user, system } = process.cpuUsage(before);
      return megabytes / ((user + system) / 1e6);
    }).sort((one, other) => one - other);
    return { name, megabytesPerSecond: speeds[Math.floor(rounds / 2)]!, slowest: speeds[0]! };
  });
}

function parseAll(streams: readonly (readonly string[])[]): void {
  for (const pieces of streams) {
    const parser = createActionParser(grammar);
    for (const piece of pieces) parser.push(piece);
    const { actions } = parser.end();
    if (actions.length === 0)
      throw new Error("A message of mixed text gave no actions: nothing was measured.");
  }
}
