import type { Figure } from "./figure.ts";

/** What a figure has to reach, on questions that nothing was fitted to. */
export interface Bound {
  readonly figure: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Which figure is bound by what; a figure that was not measured is reported, not passed over. */
const bounds: readonly Bound[] = [
  { figure: "recall@1", atLeast: 81 },
  { figure: "recall@5", atLeast: 94 },
  { figure: "MRR@10", atLeast: 0.87 },
  { figure: "CPU per query", atMost: 2 },
  { figure: "the two-sentence answer holds a right one", atLeast: 80 },
  { figure: "no answer given to a question that has one", atMost: 10 },
  { figure: "question refused when its article is removed", atLeast: 60 },
  { figure: "citations found verbatim at their span", atLeast: 100 },
  { figure: "answers that a model wrote", atLeast: 1 },
  { figure: "invented sources", atMost: 0 },
  { figure: "invented sentences", atMost: 0 },
  { figure: "indexing 2,000 paragraphs", atMost: 3_000 },
  { figure: "2,000 paragraphs: CPU per query", atMost: 2 },
  { figure: "100,000 passages: greatest memory", atMost: 1_024 },
  { figure: "100,000 passages: CPU per query", atMost: 20 },
];

/** Describes each bound that the figures miss. */
export function findMisses(figures: readonly Figure[], required: readonly Bound[] = bounds): string[] {
  return required.flatMap(({ figure: name, atLeast, atMost }) => {
    const found = figures.find((figure) => figure.name === name);
    if (!found) return [`${name}: not measured`];
    if (atLeast !== undefined && found.value < atLeast)
      return [`${name}: ${found.value}, at least ${atLeast} is required`];
    if (atMost !== undefined && found.value > atMost)
      return [`${name}: ${found.value}, at most ${atMost} is allowed`];
    return [];
  });
}
