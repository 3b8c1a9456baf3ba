import { type Runtime, systemRuntime } from "@convoke/core";
import { createRefusal, requireNumber, requireOptions } from "../errors/check-options.ts";
import { readBaseUrl } from "./base-url.ts";

/** What a model costs, in USD for a million tokens. */
export interface ModelPrices {
  readonly inputPerMillionUsd: number;
  readonly outputPerMillionUsd: number;
  /** Input that the endpoint found in its cache. @default the price of input */
  readonly cachedInputPerMillionUsd?: number;
}

/** What `openAiModel` can be told. */
export interface OpenAiModelOptions {
  /** The name that the endpoint knows the model by. */
  readonly model: string;
  /** Left out: requests carry no key, as servers on one's own machine want it. */
  readonly apiKey?: string;
  /** Up to and with `/v1`, where the endpoint has that. @default "https://api.openai.com/v1" */
  readonly baseURL?: string;
  /** Chat Completions, which nearly every endpoint speaks, or OpenAI's Responses. @default "chat" */
  readonly api?: "chat" | "responses";
  /** Left out: replies say nothing of money, and none is reserved. */
  readonly prices?: ModelPrices;
  /**
   * How a reply is made to fit `schema`: by the endpoint (`native`), by asking for it in words (`prompted`), or by the
   * endpoint for as long as it does not refuse. @default "auto"
   */
  readonly structuredOutput?: "native" | "prompted" | "auto";
  /** Whether a reply that does not fit `schema` is sent back once; `estimate` counts that call in. @default true */
  readonly repair?: boolean;
  /** How often a request is sent again that was refused for a while, or did not get through. @default 2 */
  readonly maxRetries?: number;
  /** Milliseconds for a whole call, with all that is sent again and waited for. @default 300000 */
  readonly timeoutMs?: number;
  /** Milliseconds of silence after which a stream that has begun counts as dead. @default 60000 */
  readonly idleTimeoutMs?: number;
  /** The largest answer that is read, in bytes. @default 16777216 */
  readonly maxResponseBytes?: number;
  /** Headers beside those of the API; what they say is kept secret as the key is. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Fields of the request's body that the contract has no word for, as `{ reasoning_effort: "low" }`; ours go before them. */
  readonly extraBody?: Readonly<Record<string, unknown>>;
  /** Replaces the platform's `fetch`, for a proxy say. */
  readonly fetch?: typeof fetch;
  /** @default the clock and the timers of the process */
  readonly runtime?: Runtime;
}

const names: readonly (keyof OpenAiModelOptions)[] = [
  "model",
  "apiKey",
  "baseURL",
  "api",
  "prices",
  "structuredOutput",
  "repair",
  "maxRetries",
  "timeoutMs",
  "idleTimeoutMs",
  "maxResponseBytes",
  "headers",
  "extraBody",
  "fetch",
  "runtime",
];

/** Checked options with their defaults. `secrets` are all texts that may never be shown. */
export interface OpenAiSettings {
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly baseUrl: URL;
  readonly api: "chat" | "responses";
  readonly prices: ModelPrices | undefined;
  readonly structuredOutput: "native" | "prompted" | "auto";
  readonly repair: boolean;
  readonly maxRetries: number;
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly maxResponseBytes: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly extraBody: Readonly<Record<string, unknown>>;
  readonly fetch: typeof fetch | undefined;
  readonly runtime: Runtime;
  readonly secrets: readonly string[];
}

/** Checks what `openAiModel` was given; refuses with `invalid_options`, and never shows a key. */
export function readOptions(options: OpenAiModelOptions): OpenAiSettings {
  requireOptions("openAiModel", options, names);
  const { prices, headers = {}, extraBody = {}, runtime = systemRuntime } = options;
  if (typeof options.model !== "string" || options.model.trim() === "") {
    throw createRefusal(
      "model",
      'model is missing; pass the name that the endpoint knows it by, as "gpt-5-mini".',
    );
  }
  const apiKey = readKey(options.apiKey);
  return {
    model: options.model,
    apiKey,
    baseUrl: readBaseUrl(options.baseURL ?? "https://api.openai.com/v1", "baseURL"),
    api: requireOneOf("api", options.api ?? "chat", ["chat", "responses"]),
    prices: prices === undefined ? undefined : readPrices(prices),
    structuredOutput: requireOneOf("structuredOutput", options.structuredOutput ?? "auto", [
      "native",
      "prompted",
      "auto",
    ]),
    repair: requireOneOf("repair", options.repair ?? true, [true, false]),
    maxRetries: requireNumber("maxRetries", options.maxRetries ?? 2, { least: 0, most: 10, isWhole: true }),
    timeoutMs: requireNumber("timeoutMs", options.timeoutMs ?? 300_000, { least: 1, most: 86_400_000 }),
    idleTimeoutMs: requireNumber("idleTimeoutMs", options.idleTimeoutMs ?? 60_000, {
      least: 1,
      most: 86_400_000,
    }),
    maxResponseBytes: requireNumber("maxResponseBytes", options.maxResponseBytes ?? 16 * 1024 * 1024, {
      least: 1,
    }),
    headers: readHeaders(headers),
    extraBody: requireRecord("extraBody", extraBody),
    fetch: requireFunction("fetch", options.fetch),
    runtime,
    secrets: [...(apiKey === undefined ? [] : [apiKey]), ...Object.values(headers)],
  };
}

/** What a header can carry: a line break or a letter beyond ASCII would be refused later, by an error that shows it. */
const headerText = /^[\x21-\x7E]+$/;

/** A key that a header can carry, without the blanks and line breaks that copying brings along. */
export function readKey(apiKey: unknown, option = "apiKey"): string | undefined {
  if (apiKey === undefined) return undefined;
  const key = typeof apiKey === "string" ? apiKey.trim() : "";
  if (headerText.test(key)) return key;
  const what =
    key === ""
      ? "is empty"
      : "holds characters that a key cannot hold (blanks, line breaks, letters beyond ASCII)";
  throw createRefusal(
    option,
    `${option} ${what}; pass the key, or leave it out for an endpoint that wants none.`,
  );
}

const priceNames = ["inputPerMillionUsd", "outputPerMillionUsd", "cachedInputPerMillionUsd"] as const;

function readPrices(prices: ModelPrices): ModelPrices {
  requireOptions("prices", prices, priceNames);
  for (const name of priceNames) {
    if (name === "cachedInputPerMillionUsd" && prices[name] === undefined) continue;
    requireNumber(`prices.${name}`, prices[name], { least: 0, most: 1e6 });
  }
  return prices;
}

function readHeaders(headers: unknown): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(requireRecord("headers", headers))) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || typeof value !== "string" || !/^[\x20-\x7E]*$/.test(value)) {
      throw createRefusal(
        "headers",
        `headers: "${name.slice(0, 40)}" is no header of one line of ASCII text.`,
      );
    }
  }
  return headers as Readonly<Record<string, string>>;
}

function requireOneOf<Value>(option: string, value: Value, known: readonly Value[]): Value {
  if (known.includes(value)) return value;
  throw createRefusal(
    option,
    `${option} must be one of ${known.map((each) => JSON.stringify(each)).join(", ")}.`,
  );
}

function requireRecord(option: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw createRefusal(option, `${option} must be an object.`);
}

function requireFunction<Value>(option: string, value: Value): Value {
  if (value === undefined || typeof value === "function") return value;
  throw createRefusal(option, `${option} must be a function.`);
}
