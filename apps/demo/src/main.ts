import { listenForInterruption } from "./interruption.ts";
import { command, helpText, readArguments, type Request } from "./read-arguments.ts";
import { formatDuration } from "./report/duration.ts";
import { cleanText } from "./report/text.ts";
import type { ProgramOutcome } from "./run-demonstration.ts";
import type { View } from "./view/view.ts";
import type { ServerChoice } from "./workplace.ts";

// A reader that has seen enough, such as `head`, closes the pipe: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`The output cannot be written: ${error.message}\n`);
  process.exit(1);
});

process.exitCode = await runProgram(process.argv.slice(2));

/** Runs the program and returns its exit code. */
async function runProgram(parameters: readonly string[]): Promise<number> {
  const request = readArguments(parameters);
  if (request.kind === "help") {
    process.stdout.write(helpText);
    return 0;
  }
  if (request.kind === "refused") {
    process.stderr.write(`${request.message}\nSee: ${command} --help\n`);
    return 2;
  }
  const { createView } = await import("./view/create-view.ts");
  const view = createView(process.stdout, { json: request.json, environment: process.env });
  const interruption = listenForInterruption();
  try {
    const { document, misses } = await runRequest(request, view, interruption.signal);
    if (request.json) process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    view.printLines(["", `Finished in ${formatDuration(process.uptime() * 1000)}.`]);
    for (const miss of misses) process.stderr.write(`Not reached: ${cleanText(miss)}\n`);
    return misses.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${cleanText(error instanceof Error ? error.message : String(error))}\n`);
    return interruption.exitCode() ?? 1;
  } finally {
    interruption.dispose();
  }
}

/** Loads what a request needs: help and refusals need none of it, and are there at once. */
async function runRequest(
  request: Exclude<Request, { readonly kind: "help" | "refused" }>,
  view: View,
  signal: AbortSignal,
): Promise<ProgramOutcome> {
  // An empty variable is none, as everywhere.
  const token = process.env.CONVOKE_TOKEN || undefined;
  const server: ServerChoice | undefined =
    request.server === undefined ? undefined : { url: request.server, token };
  switch (request.kind) {
    case "prompt":
      return (await import("./run-prompt.ts")).runPrompt(request.prompt, view, signal, server);
    case "plan":
      return (await import("./run-plan.ts")).runPlan(request.goal, view, signal, server);
    case "demonstration":
      return (await import("./run-demonstration.ts")).runDemonstration(view, signal, {
        server,
        durable: request.durable,
      });
  }
}
