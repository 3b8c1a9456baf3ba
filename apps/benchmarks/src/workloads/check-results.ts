/** `0, 1, 2, …`: inputs, and what the tasks must return for them. */
export function createInputs(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Throws unless there is one result for each input, in order. */
export function checkResults(results: readonly number[], inputs: readonly number[]): void {
  if (results.length !== inputs.length)
    throw new Error(`${results.length} results for ${inputs.length} tasks`);
  for (let index = 0; index < inputs.length; index++) {
    if (results[index] !== inputs[index]) throw new Error(`Task ${index} returned ${String(results[index])}`);
  }
}
