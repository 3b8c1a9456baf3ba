import type * as llama from "node-llama-cpp";
import { ModelError } from "../errors/model-error.ts";
import { describeThrown } from "./describe-thrown.ts";

/** The package that computes. */
export type LlamaModule = typeof llama;

/**
 * Loads `node-llama-cpp`, which only whoever uses local models has installed. It is asked for finished builds only:
 * nothing is downloaded and nothing compiled.
 */
export async function loadLlamaModule(
  importModule: () => Promise<LlamaModule> = () => import("node-llama-cpp"),
): Promise<LlamaModule> {
  try {
    return await importModule();
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException | undefined)?.code === "ERR_MODULE_NOT_FOUND";
    throw new ModelError(
      "runtime_missing",
      isMissing
        ? "localModel needs the package node-llama-cpp, which is not installed. Install it: npm install node-llama-cpp"
        : `localModel: node-llama-cpp cannot be loaded (${describeThrown(cause)}). Install it anew, in version 3.22.1 or later.`,
      { cause, details: { package: "node-llama-cpp" } },
    );
  }
}
