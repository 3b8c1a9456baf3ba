import type { Expectation } from "../program/expectation.ts";
import type { Target } from "../program/target.ts";
import type { Acting } from "./acting.ts";

/** A target that needs no snapshot: the sturdiest for the element of a ref, the target itself otherwise. */
export async function recordFor(target: Target, acting: Acting): Promise<Target> {
  if (!namesRef(target)) return target;
  try {
    return await (await acting.find(target, { mayBeHidden: true })).record();
  } catch {
    acting.signal.throwIfAborted();
    // What is gone already may be expected to be; whoever uses the target says so if not.
    return target;
  }
}

/**
 * An expectation that needs no snapshot. To be recorded before the action: afterwards its elements may be gone, which
 * may be what is expected.
 */
export async function recordExpectation(expectation: Expectation, acting: Acting): Promise<Expectation> {
  const entries = await Promise.all(
    Object.entries(expectation).map(async ([name, part]): Promise<[string, unknown]> => {
      if (typeof part !== "object" || part === null) return [name, part];
      if ("of" in part) return [name, { ...part, of: await recordFor(part.of as Target, acting) }];
      return [name, await recordFor(part as Target, acting)];
    }),
  );
  return Object.fromEntries(entries) as Expectation;
}

/** Whether an expectation names an element of a snapshot. */
export function expectsRef(expectation: Expectation): boolean {
  return Object.values(expectation).some((part: unknown) => {
    if (typeof part !== "object" || part === null) return false;
    return namesRef(("of" in part ? part.of : part) as Target);
  });
}

function namesRef(target: Target): boolean {
  if ("ref" in target) return true;
  return target.within !== undefined && namesRef(target.within);
}
