import { toSkeleton } from "./keyword.ts";

/**
 * The name that a mistyped one was meant to be: a letter more, less, other or swapped, or one name the beginning of the other up
 * to a `_`. `isGiven` leaves out those that cannot be meant any more.
 */
export function findNear(
  skeleton: string,
  names: readonly string[],
  isGiven: (name: string) => boolean = () => false,
): string | undefined {
  return names.find((name) => !isGiven(name) && isNear(skeleton, name));
}

function isNear(word: string, name: string): boolean {
  const known = toSkeleton(name);
  if (Math.min(word.length, known.length) < 4 || Math.abs(word.length - known.length) > 8) return false;
  const [first] = name.split("_");
  if (word.startsWith(known) || (name.includes("_") && word === first)) return true;
  let at = 0;
  while (at < word.length && word[at] === known[at]) at += 1;
  const [one, other] = [word.slice(at), known.slice(at)];
  return (
    one.slice(1) === other ||
    one === other.slice(1) ||
    one.slice(1) === other.slice(1) ||
    (one[0] === other[1] && one[1] === other[0] && one.slice(2) === other.slice(2))
  );
}
