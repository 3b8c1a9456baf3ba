import { ErrorCode } from "./error-code.ts";
import { nearestName } from "./nearest-name.ts";
import { OrchestrationError } from "./orchestration-error.ts";

/**
 * Throws `invalid_argument` for the first name in `value` that nobody would read: a mistyped option must not pass
 * as an option that was left out.
 *
 * @param lead what the message begins with, e.g. `delegateTask: unknown option`
 */
export function refuseUnknownNames(value: object, known: readonly string[], lead: string): void {
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known) ?? known.find((candidate) => beginsAlike(name, candidate));
    const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `${lead} "${name}": use ${known.join(", ")}.${hint}`,
      { details: { name, ...(nearest !== undefined && { nearest }) } },
    );
  }
}

const sharedLetters = 4;
const otherLetters = 4;

/** Names that go on differently after the same beginning: `timeout` and `timeoutMs`, `retries` and `retry`. */
function beginsAlike(name: string, known: string): boolean {
  let shared = 0;
  while (shared < name.length && name[shared]?.toLowerCase() === known[shared]?.toLowerCase()) shared++;
  return shared >= sharedLetters && Math.max(name.length, known.length) - shared <= otherLetters;
}
