import { ErrorCode, nearestName, OrchestrationError } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import { createOriginSet, type OriginPattern, type OriginSet, readOriginPattern } from "./origin-pattern.ts";
import { createRedactor } from "./redact-value.ts";
import { createSecretPattern } from "./secret-pattern.ts";
import type { SecretOptions, Secrets } from "./secrets.ts";

const mostSecrets = 1000;
const shortestValue = 4;
const longestValue = 10_000;

/**
 * Keeps the secrets of an agent. Refused with `invalid_argument` are values of less than 4 characters, which would be
 * "found" in every other text, and secrets without origins.
 *
 * @example
 * const secrets = createSecrets({ password: { value: "correct horse", origins: ["https://shop.example.org"] } });
 * secrets.read("password", new URL("https://shop.example.org/login")); // "correct horse"
 * secrets.redact("q=correct+horse"); // "q=[secret password]"
 */
export function createSecrets(options: Readonly<Record<string, SecretOptions>> = {}): Secrets {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw refuse("secrets", "secrets are no object; pass one of { value, origins } by name.");
  }
  const entries = Object.entries(options);
  if (entries.length > mostSecrets)
    throw refuse("secrets", `secrets holds ${entries.length}; at most ${mostSecrets} are possible.`);
  const kept = new Map(entries.map(([name, secret]) => [name, readSecret(name, secret)]));
  const patterns = [...kept]
    // A secret that is part of another one must not leave the rest of it behind.
    .toSorted(([, left], [, right]) => right.value.length - left.value.length)
    .map(([name, { value }]) => ({ pattern: createSecretPattern(value), replacement: `[secret ${name}]` }));
  return {
    read(name, url) {
      const secret = kept.get(name);
      if (secret === undefined) {
        const nearest = nearestName(name, kept.keys());
        throw new BrowserError(
          "unknown_secret",
          `There is no secret ${JSON.stringify(name.slice(0, 100))}${nearest === undefined ? "." : `; did you mean "${nearest}"?`}`,
        );
      }
      if (!secret.origins.has(url)) {
        throw new BrowserError(
          "outside_policy",
          `The secret "${name}" is not for ${url.origin}; it may be filled in at ${secret.origins.origins.join(", ")}.`,
          { details: { secret: name, origin: url.origin } },
        );
      }
      return secret.value;
    },
    redact: createRedactor(patterns),
  };
}

function readSecret(name: string, secret: unknown): { readonly value: string; readonly origins: OriginSet } {
  const option = `secrets.${name.slice(0, 100)}`;
  if (name === "" || name.length > 200)
    throw refuse("secrets", "The name of a secret has 1 to 200 characters.");
  if (typeof secret !== "object" || secret === null)
    throw refuse(option, `${option} is no object; pass { value, origins }.`);
  const { value, origins, ...rest } = secret as Partial<SecretOptions>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw refuse(
      option,
      `${option}: unknown option ${JSON.stringify(unknown.slice(0, 80))}; pass { value, origins }.`,
    );
  if (
    typeof value !== "string" ||
    [...value].length < shortestValue ||
    value.length > longestValue ||
    !value.isWellFormed()
  ) {
    // The value itself is never shown, not even a wrong one.
    throw refuse(
      `${option}.value`,
      `${option}.value is no text of ${shortestValue} to ${longestValue} characters.`,
    );
  }
  if (!Array.isArray(origins) || origins.length === 0 || origins.length > 1000) {
    throw refuse(
      `${option}.origins`,
      `${option}.origins names no origin; pass those where it is filled in, such as ["https://example.org"].`,
    );
  }
  const patterns = origins.map((origin: unknown): OriginPattern => {
    const pattern = readOriginPattern(origin);
    if (typeof pattern !== "string") return pattern;
    throw refuse(
      `${option}.origins`,
      `${option}.origins holds ${JSON.stringify(String(origin).slice(0, 200))}: it ${pattern}`,
    );
  });
  return { value, origins: createOriginSet(patterns) };
}

function refuse(option: string, message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { option } });
}
