import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

const hidden = "[redacted]";

/** What looks like a secret in a line of JSON, be it a field, a query, a header or a known form of keys. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer) +[\w.~+/=-]{8,}/gi, `$1 ${hidden}`],
  [/\b(?:sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[abp]|tvly)[-_][\w-]{8,}/g, hidden],
  // A quote within a text within a text has backslashes before it.
  [
    /((?:api[-_]?key|token|secret|password|authorization|cookie)\\{0,9}"\s{0,9}:\s{0,9}\\{0,9}")[^"\\]+/gi,
    `$1${hidden}`,
  ],
  [/((?:api[-_]?key|token|secret|password)=)[^\s"&\\,;}]+/gi, `$1${hidden}`],
  [/((?:api[-_]?key|authorization|cookie): ?)[^"\\\r\n]+/gi, `$1${hidden}`],
];

/** Names of variables whose values are secrets. */
const secretNames = /(?:KEY|TOKEN|SECRET|PASSWORD)$/;

/** The secrets of an environment, and of the `.env` of a folder that agents read: values of variables whose names say so. */
export function findSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): readonly string[] {
  return [...Object.entries(environment), ...Object.entries(readDotEnv(folder))].flatMap(([name, value]) =>
    secretNames.test(name) && value !== undefined && value.length >= 8 ? [value] : [],
  );
}

function readDotEnv(folder: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(join(folder, ".env"), "utf8"));
  } catch {
    // Most folders have none; one that cannot be read tells the agents nothing either.
    return {};
  }
}

/**
 * Makes a function that takes secrets out of a line of JSON: the given values, and whatever looks like one. What remains is JSON.
 */
export function createRedactor(secrets: readonly (string | undefined)[]): (line: string) => string {
  // As they stand within a text of JSON.
  const known = secrets
    .filter((secret) => secret !== undefined && secret !== "")
    .map((secret) => JSON.stringify(secret).slice(1, -1));
  return (line) => {
    let text = line;
    for (const secret of known) text = text.replaceAll(secret, hidden);
    for (const [pattern, replacement] of patterns) text = text.replace(pattern, replacement);
    return text;
  };
}
