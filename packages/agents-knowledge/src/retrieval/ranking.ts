import { createRefusal, requireOptions, showValue } from "./index-options.ts";

/** How passages are ranked; every part may be changed, the defaults were measured on SQuAD's development set. */
export interface Ranking {
  /** How fast repetitions of a word saturate; 0 counts a word once. @default 0.9 */
  readonly k1: number;
  /** How much long passages are held back, in [0, 1]. @default 0.6 */
  readonly b: number;
  /** What a word in the title or headings counts beside one in the text. @default 1.6 */
  readonly titleBoost: number;
  /** What a pair of neighbouring words of the query counts beside a word. @default 0.2 */
  readonly bigramWeight: number;
  /** How much the best sentence and its neighbour count when the first 30 are ranked again. @default 0.8 */
  readonly sentenceWeight: number;
  /**
   * How much the query's very wording counts then: its words in the same form, or in another form only, its
   * words side by side, and a number, a date or a name where the question asks for one. @default 1
   */
  readonly wordingWeight: number;
  /** How much the other good passages of the same document count then. @default 0.8 */
  readonly documentWeight: number;
}

/** The ranking that is used where nothing else is asked for. */
const defaultRanking: Ranking = {
  k1: 0.9,
  b: 0.6,
  titleBoost: 1.6,
  bigramWeight: 0.2,
  sentenceWeight: 0.8,
  wordingWeight: 1,
  documentWeight: 0.8,
};

/** Fills in the defaults; refuses what is no finite number from 0 up, `b` above 1, and unknown names. */
export function completeRanking(ranking: Partial<Ranking> = {}): Ranking {
  requireOptions("ranking", ranking, Object.keys(defaultRanking), "ranking.");
  for (const [name, value] of Object.entries(ranking)) {
    const fits =
      typeof value === "number" && Number.isFinite(value) && value >= 0 && (name !== "b" || value <= 1);
    if (value !== undefined && !fits) {
      throw createRefusal(
        `ranking.${name}`,
        `ranking.${name} is ${showValue(value)}; pass a number ${name === "b" ? "from 0 to 1" : "from 0 up"}.`,
      );
    }
  }
  const given = Object.fromEntries(Object.entries(ranking).filter(([, value]) => value !== undefined));
  return { ...defaultRanking, ...given };
}
