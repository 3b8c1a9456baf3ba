import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface EvaluationOptions {
  /** Ask the rules of the main agent in place of a model: the yardstick. */
  readonly rules: boolean;
  readonly transport: "text" | "tools";
  readonly json: boolean;
  /** Print what the model wrote and what came back, on the error output. */
  readonly verbose: boolean;
  /** Positions of the prompts to run, from 0; all when left out. */
  readonly only: readonly number[] | undefined;
  /** After so many seconds a prompt has failed. */
  readonly timeoutSeconds: number;
  readonly maxOutputTokens: number;
  readonly temperature: number;
  /** Of a GGUF file; as many as there are cores when left out. */
  readonly threads: number | undefined;
}

export const usage = `How the main agent does with a model, on ten prompts of the kind that it is for.

  npx --yes pnpm@12.21.0 eval:model [options]

The model is that of LLM_MODEL_PATH (a GGUF file, read in this process), else of LLM_BASE_URL, LLM_API_KEY and LLM_MODEL.

  --rules                 without a model, by the rules of the main agent: the yardstick
  --transport text|tools  how actions travel (text)
  --only 1,4              these prompts only, counted from 1
  --timeout SECONDS       for each prompt (600)
  --max-output-tokens N   for each reply (700)
  --temperature N         (0)
  --threads N             that compute a GGUF file (the cores of this machine)
  --verbose               what the model writes, on the error output
  --json                  everything, for a machine`;

/** Reads the command line; throws for an option that there is not, or a value that it cannot have. */
export function readOptions(parameters: readonly string[], promptCount: number): EvaluationOptions {
  const flag = { type: "boolean", default: false } as const;
  const text = (value: string) => ({ type: "string", default: value }) as const;
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      rules: flag,
      json: flag,
      verbose: flag,
      only: { type: "string" },
      threads: { type: "string" },
      transport: text("text"),
      timeout: text("600"),
      temperature: text("0"),
      "max-output-tokens": text("700"),
    },
  });
  const { rules, json, verbose, transport, only } = values;
  if (transport !== "text" && transport !== "tools")
    throw new Error(`--transport is ${transport}: take text or tools.`);
  return {
    rules,
    json,
    verbose,
    transport,
    only: only?.split(",").map((each) => readNumber("--only", each, 1, promptCount) - 1),
    timeoutSeconds: readNumber("--timeout", values.timeout, 1, 86_400),
    maxOutputTokens: readNumber("--max-output-tokens", values["max-output-tokens"], 16, 100_000),
    temperature: readNumber("--temperature", values.temperature, 0, 2),
    threads: values.threads === undefined ? undefined : readNumber("--threads", values.threads, 1, 1024),
  };
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= least && value <= most) return value;
  throw new Error(`${name} is ${text}: take a number from ${least} to ${most}.`);
}
