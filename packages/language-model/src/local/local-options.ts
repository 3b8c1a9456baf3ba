import { availableParallelism } from "node:os";
import { createRefusal, requireNumber, requireOptions } from "../errors/check-options.ts";

/** How a model is taken out of a file. */
export interface LocalModelOptions {
  /** A GGUF file, with the chat template of its model inside. */
  readonly path: string;
  /** For records and for people. @default the name that the file gives, or the file's own */
  readonly name?: string;
  /**
   * The most tokens that a request and its reply have together; what the model was trained for is the upper limit, and
   * memory for all of them is taken at the start. @default 8192
   */
  readonly contextTokens?: number;
  /** Threads that compute. More than there are free cores makes it slower by far. @default the cores of this machine */
  readonly threads?: number;
  /** Layers that a graphics card computes; needs a build of `node-llama-cpp` for it. @default 0: none */
  readonly gpuLayers?: number;
  /**
   * How much less likely a token becomes that was among the last 256 of the reply; 1 is no penalty. Small models repeat themselves
   * until the limit without one. @default 1.05
   */
  readonly repeatPenalty?: number;
  /** Of the chance of replies with a temperature above 0; equal seeds give equal replies. @default another one each time */
  readonly seed?: number;
  /** Calls that may wait while another one is answered; one more is refused. @default 64 */
  readonly maxWaiting?: number;
  /** Stops the loading. */
  readonly signal?: AbortSignal;
}

/** Options with every choice made. */
export type LocalModelSettings = Required<Omit<LocalModelOptions, "name" | "seed" | "signal">> &
  Pick<LocalModelOptions, "name" | "seed" | "signal">;

const names = [
  "path",
  "name",
  "contextTokens",
  "threads",
  "gpuLayers",
  "repeatPenalty",
  "seed",
  "maxWaiting",
  "signal",
] as const satisfies readonly (keyof LocalModelOptions)[];

/** Checks options and fills in what they leave out. */
export function readLocalOptions(options: LocalModelOptions): LocalModelSettings {
  requireOptions("localModel", options, names);
  const {
    path,
    name,
    seed,
    signal,
    contextTokens = 8192,
    threads = availableParallelism(),
    gpuLayers = 0,
    repeatPenalty = 1.05,
    maxWaiting = 64,
  } = options;
  if (typeof path !== "string" || path === "") {
    throw createRefusal("path", "localModel: path is missing; pass the path of a GGUF file.");
  }
  if (name !== undefined && (typeof name !== "string" || name === "")) {
    throw createRefusal(
      "name",
      "localModel: name is no text; pass what the model is to be called, or leave it out.",
    );
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw createRefusal("signal", "localModel: signal is no AbortSignal.");
  }
  requireNumber("contextTokens", contextTokens, { least: 256, most: 1_048_576, isWhole: true });
  requireNumber("threads", threads, { least: 1, most: 1024, isWhole: true });
  requireNumber("gpuLayers", gpuLayers, { least: 0, most: 10_000, isWhole: true });
  requireNumber("repeatPenalty", repeatPenalty, { least: 1, most: 2 });
  requireNumber("maxWaiting", maxWaiting, { least: 0, most: 100_000, isWhole: true });
  if (seed !== undefined) requireNumber("seed", seed, { least: 0, most: 0xffff_fffe, isWhole: true });
  return { path, name, contextTokens, threads, gpuLayers, repeatPenalty, seed, maxWaiting, signal };
}
