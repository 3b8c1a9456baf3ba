import { callCases } from "./call-cases.ts";
import type { ModelCase } from "./model-case.ts";
import { replyCases } from "./reply-cases.ts";

/**
 * What every language model promises, one case each; `runCases` of `@convoke/conformance` runs them, and so does a loop.
 *
 * @example
 * runCases(test, languageModelCases, () => ({ context: { subject: createMyModel(), refuses: ["tools"] as const } }));
 */
export const languageModelCases: readonly ModelCase[] = [...replyCases, ...callCases];
