import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { LanguageModel } from "@convoke/core";
import { createRefusal, requireOptions } from "./errors/check-options.ts";
import { readBaseUrl } from "./openai/base-url.ts";
import { openAiModel } from "./openai/openai-model.ts";
import { type OpenAiModelOptions, readKey } from "./openai/openai-options.ts";

/** What `modelFromEnvironment` can be told: where the settings are, and whatever else `openAiModel` takes. */
export interface ModelFromEnvironmentOptions extends Omit<
  OpenAiModelOptions,
  "apiKey" | "baseURL" | "model"
> {
  /** @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The folder whose `.env` is read for what the environment does not name. @default process.cwd() */
  readonly folder?: string;
}

const names = ["LLM_API_KEY", "LLM_BASE_URL", "LLM_MODEL"] as const;

type Settings = { [Name in (typeof names)[number]]?: string | undefined };

/** The model that is asked of OpenAI when none is named. */
const defaultOpenAiModel = "gpt-5-mini";

/** What servers on one's own machine, which serve one model whatever it is called, are asked for when none is named. */
const defaultLocalModel = "default";

/**
 * The model that `LLM_API_KEY`, `LLM_BASE_URL` and `LLM_MODEL` name, in the environment or else in the `.env` of `folder`;
 * `undefined` when neither a key nor an address is set. A variable that is there and empty counts as not set, and is not looked
 * for in `.env`: that is how tests and single runs do without the model of a `.env`.
 *
 * - A key alone asks OpenAI for `gpt-5-mini`.
 * - A base URL alone is a server without a key, of the model it calls `default` (llama.cpp, LM Studio and the like take any
 *   name for the one that they have loaded); a key with the base URL of another provider needs the model's name.
 * - A model alone is refused, since nobody knows where to ask for it; not so one of `.env` when the environment
 *   empties the others.
 *
 * Throws `ModelError` with `invalid_options` for half a setting or a bad one; it names the variable and never shows a key.
 *
 * @example
 * const model = modelFromEnvironment() ?? ruleModel();
 */
export function modelFromEnvironment(options: ModelFromEnvironmentOptions = {}): LanguageModel | undefined {
  if (typeof options !== "object" || options === null)
    requireOptions("modelFromEnvironment", options, ["environment", "folder"]);
  const { environment = process.env, folder = process.cwd(), ...others } = options;
  const settings = readSettings(environment, folder);
  const apiKey = readKey(settings.LLM_API_KEY, "LLM_API_KEY");
  const address = settings.LLM_BASE_URL;
  const baseURL = address === undefined ? undefined : readBaseUrl(address, "LLM_BASE_URL").href;
  if (apiKey === undefined && baseURL === undefined) {
    if (settings.LLM_MODEL === undefined || isSwitchedOff(environment)) return undefined;
    throw createRefusal(
      "LLM_MODEL",
      "LLM_MODEL is set, and neither LLM_API_KEY nor LLM_BASE_URL: set the key of the provider, or the address of the server.",
    );
  }
  return openAiModel({
    ...others,
    model: settings.LLM_MODEL ?? chooseModel(apiKey, baseURL),
    ...(apiKey !== undefined && { apiKey }),
    ...(baseURL !== undefined && { baseURL }),
  });
}

function chooseModel(apiKey: string | undefined, baseURL: string | undefined): string {
  if (baseURL === undefined || new URL(baseURL).host === "api.openai.com") return defaultOpenAiModel;
  if (apiKey === undefined) return defaultLocalModel;
  throw createRefusal(
    "LLM_MODEL",
    `LLM_MODEL is not set: name the model that ${new URL(baseURL).host} shall be asked for.`,
  );
}

/** Whether the environment empties what `.env` says of a key or an address, and names no model itself. */
function isSwitchedOff({ LLM_API_KEY, LLM_BASE_URL, LLM_MODEL = "" }: Settings): boolean {
  return LLM_MODEL.trim() === "" && (LLM_API_KEY !== undefined || LLM_BASE_URL !== undefined);
}

function readSettings(environment: Readonly<Record<string, string | undefined>>, folder: string): Settings {
  const settings: Settings = {};
  const file = readFile(folder);
  for (const name of names) {
    // An empty one in the environment is a word, too.
    const value = (environment[name] ?? file[name] ?? "").trim();
    if (value !== "") settings[name] = value;
  }
  return settings;
}

/** What `.env` says; nothing when there is none. */
function readFile(folder: string): Readonly<Record<string, string | undefined>> {
  try {
    // Some editors begin a file with a byte order mark.
    return parseEnv(readFileSync(join(folder, ".env"), "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (code === "ENOENT" || code === "ENOTDIR") return {};
    // The cause is left out: it might quote the file.
    throw createRefusal(
      "folder",
      `The .env in the folder cannot be read (${code}). Make it readable, or remove it.`,
    );
  }
}
