import { fileURLToPath } from "node:url";
import { buildIndex } from "@convoke/agents-knowledge";
import { chooseModel } from "./choose-model.ts";
import { formatOutcomes } from "./format-outcomes.ts";
import { prompts } from "./prompts.ts";
import { type EvaluationOptions, readOptions, usage } from "./read-options.ts";
import { type PromptOutcome, runPrompt } from "./run-prompt.ts";

// Asks the main agent ten prompts over the documentation of this repository, with a model or by its rules.

const documentation = fileURLToPath(new URL("../../../../docs", import.meta.url));

const options = readCommandLine();
const chosen = await chooseModel(options).catch(end);
try {
  const index = await buildIndex({ folders: [documentation] });
  const tell = (line: string): void => {
    if (options.verbose) console.error(line);
  };
  const outcomes: PromptOutcome[] = [];
  const chosenPrompts = prompts.filter((_, at) => options.only?.includes(at) ?? true);
  console.error(`${chosen.name}, ${options.transport} transport, ${chosenPrompts.length} prompts`);
  for (const prompt of chosenPrompts) {
    tell(`=== ${prompt.name}: ${prompt.prompt}`);
    const outcome = await runPrompt(prompt, { chosen, index, options, tell });
    outcomes.push(outcome);
    console.error(
      `${outcome.success ? "ok    " : "failed"}  ${outcome.name}  ${outcome.seconds.toFixed(1)} s`,
    );
  }
  const { transport, maxOutputTokens, temperature } = options;
  const report = { model: chosen.name, transport, maxOutputTokens, temperature, outcomes };
  console.log(options.json ? JSON.stringify(report, null, 2) : formatOutcomes(outcomes));
} finally {
  await chosen.close();
}

function readCommandLine(): EvaluationOptions {
  try {
    return readOptions(process.argv.slice(2), prompts.length);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

function end(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}
