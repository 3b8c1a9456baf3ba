import type { Passage } from "../question-set.ts";

const sentencesPerPassage = 5;

/**
 * Makes passages of five sentences that are drawn from a set's passages, each under the title of the first;
 * the same ones every time.
 */
export function* recombine(passages: readonly Passage[], count: number): Generator<Passage> {
  const sentences = passages.flatMap(({ title, text }) =>
    text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).map((sentence) => ({ title, sentence })),
  );
  // A linear congruential generator (Numerical Recipes): chance that is the same in every run.
  let state = 1;
  const draw = (): { title: string; sentence: string } => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return sentences[Math.floor((state / 2 ** 32) * sentences.length)]!;
  };
  for (let id = 0; id < count; id += 1) {
    const drawn = Array.from({ length: sentencesPerPassage }, draw);
    yield {
      id,
      title: `${drawn[0]!.title} ${id}`,
      text: drawn.map(({ sentence }) => sentence).join(" "),
    };
  }
}
