import { ErrorCode, OrchestrationError } from "@convoke/core";

/** What stands in the place of a secret. */
export const removed = "[removed]";

const shortestSecret = 4;

/** What looks like a key, wherever it stands; the part before it that says so is kept. Every repetition is bounded. */
const looksSecret: readonly RegExp[] = [
  /(\bBearer\s{1,4})[\w.~+/=-]{8,4096}/gi,
  /(\bBasic\s{1,4})[\w+/=-]{8,4096}/gi,
  /(\b)(?:sk|pk|rk)-[\w-]{16,256}/g,
  /(\b)(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|hf_|npm_)[\w-]{10,256}/g,
  /(\b)(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /(\b)AIza[\w-]{35}/g,
  /(\b)eyJ[\w-]{8,4096}\.[\w-]{8,4096}\.[\w-]{8,4096}/g,
  /(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)[^-]{1,16384}/g,
  /(\b(?:api[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret|password|secret[_-]?key)["']{0,2}\s{0,4}[:=]\s{0,4}["']?)[^\s"',;}]{6,4096}/gi,
];

/** Names under which a value is a secret, whatever it looks like. */
const secretName =
  /^(?:authorization|cookie|password|secret|(?:x[_-]?)?api[_-]?key|access[_-]?token|client[_-]?secret)$/i;

/**
 * Copies data with its secrets removed: what looks like a key or a bearer token, values under names like `apiKey`, and every
 * text of `secrets`, also where it is escaped for an address or in base64.
 */
export function createSecretRemover(secrets: readonly string[]): <Value>(value: Value) => Value {
  const tooShort = secrets.findIndex(
    (secret) => typeof secret !== "string" || secret.length < shortestSecret,
  );
  if (tooShort !== -1) {
    const message = `secrets[${tooShort}] has fewer than ${shortestSecret} characters, and would be found everywhere. Leave it out.`;
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
  }
  // Longer ones first, so that no rest of one is left by a shorter one within it.
  const texts = [...new Set(secrets.flatMap(writeInWays))].toSorted(
    (left, right) => right.length - left.length,
  );

  function clean(text: string): string {
    const named = texts.reduce((rest, secret) => rest.replaceAll(secret, removed), text);
    return looksSecret.reduce((rest, pattern) => rest.replace(pattern, `$1${removed}`), named);
  }

  function copy(value: unknown, name: string): unknown {
    if (typeof value === "string") return secretName.test(name) && value !== "" ? removed : clean(value);
    if (Array.isArray(value)) return value.map((each) => copy(each, name));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [clean(key), copy(each, key)]));
  }
  return (value) => copy(value, "") as typeof value;
}

function writeInWays(secret: string): string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
}
