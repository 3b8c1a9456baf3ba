/** A growing list of whole numbers in [0, 2^32), four bytes each. */
export interface NumberList {
  readonly length: number;
  push(value: number): void;
  /** A view of some of the numbers, which the next `push` may make stale. */
  view(start: number, end: number): Uint32Array;
  /** The numbers as an array of exactly the list's length. */
  toArray(): Uint32Array;
}

/** Creates an empty list; appending is amortised constant. */
export function createNumberList(): NumberList {
  let values = new Uint32Array(1024);
  let length = 0;

  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === values.length) {
        const larger = new Uint32Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    view: (start, end) => values.subarray(start, end),
    toArray: () => values.slice(0, length),
  };
}
