/** Where right passages stand in rankings. */
export interface RankingQuality {
  /** Share of questions whose passage is the first, in percent. */
  readonly recallAt1: number;
  /** Share of questions whose passage is among the first five, in percent. */
  readonly recallAt5: number;
  /** Mean of 1 / rank, where ranks beyond ten count nothing. */
  readonly reciprocalRank: number;
}

/** Summarises ranks: 1 is the first place, 0 stands for not found. */
export function rateRanking(ranks: readonly number[]): RankingQuality {
  const reciprocals = ranks.map((rank) => (rank >= 1 && rank <= 10 ? 1 / rank : 0));
  return {
    recallAt1: toPercent(ranks.filter((rank) => rank === 1).length, ranks.length),
    recallAt5: toPercent(ranks.filter((rank) => rank >= 1 && rank <= 5).length, ranks.length),
    reciprocalRank: ranks.length === 0 ? 0 : sum(reciprocals) / ranks.length,
  };
}

/** A part of a whole in percent; of nothing it is 0. */
export function toPercent(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole;
}

/** An answer that was given: how likely it was said to be right, and whether it is. */
export interface Forecast {
  readonly confidence: number;
  readonly isRight: boolean;
}

/** Forecasts of like confidence, and how many of them came true; shares from 0 to 1. */
export interface CalibrationBin {
  readonly from: number;
  readonly count: number;
  readonly confidence: number;
  readonly right: number;
}

/** Sorts forecasts into tenths of confidence; empty tenths are left out. */
export function calibrate(forecasts: readonly Forecast[]): CalibrationBin[] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const inside = forecasts.filter(
      ({ confidence }) => Math.min(9, Math.floor(confidence * 10 + 1e-9)) === tenth,
    );
    const count = inside.length;
    return {
      from: tenth / 10,
      count,
      confidence: sum(inside.map(({ confidence }) => confidence)) / Math.max(1, count),
      right: inside.filter(({ isRight }) => isRight).length / Math.max(1, count),
    };
  }).filter(({ count }) => count > 0);
}

/** Expected calibration error: by how much the tenths miss, each by its number of forecasts; 0 is best. */
export function measureCalibrationError(forecasts: readonly Forecast[]): number {
  const misses = calibrate(forecasts).map(
    ({ count, confidence, right }) => count * Math.abs(confidence - right),
  );
  return forecasts.length === 0 ? 0 : sum(misses) / forecasts.length;
}

/** Brier score: the mean squared distance of confidence and outcome; 0 is best. */
export function measureBrierScore(forecasts: readonly Forecast[]): number {
  const squares = forecasts.map(({ confidence, isRight }) => (confidence - (isRight ? 1 : 0)) ** 2);
  return forecasts.length === 0 ? 0 : sum(squares) / forecasts.length;
}

/** True when a text holds one of the answers, letter case and punctuation aside. */
export function holdsAnswer(text: string, answers: readonly string[]): boolean {
  const words = toWords(text);
  return answers.some((answer) => words.includes(toWords(answer)));
}

function toWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
