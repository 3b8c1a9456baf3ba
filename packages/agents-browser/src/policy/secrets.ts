/** What a secret is, and where it may be filled in. */
export interface SecretOptions {
  readonly value: string;
  /** Origins as in a policy's `allow`; a secret without any is refused. */
  readonly origins: readonly string[];
}

/** The secrets of an agent, by name; their values never leave this object except into fields. */
export interface Secrets {
  /** The value, for a field of the frame at this address. Throws `unknown_secret`, and `outside_policy` for another origin. */
  read(name: string, url: URL): string;
  /** Replaces every value of a secret in a text, a list or an object, also where it is encoded for an address or in base64. */
  redact<Value>(value: Value): Value;
}
