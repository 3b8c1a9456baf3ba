import { parseArgs } from "node:util";
import { cleanText } from "./report/text.ts";

/** What the program was asked to do. */
export type Request =
  | { readonly kind: "help" }
  | { readonly kind: "demonstration"; readonly json: boolean }
  | { readonly kind: "prompt"; readonly prompt: string; readonly json: boolean }
  | { readonly kind: "refused"; readonly message: string };

/** Understands the command line; what cannot be understood is refused with what to do instead. */
export function readArguments(parameters: readonly string[]): Request {
  // `pnpm demo -- --json` hands the dashes on.
  const given = parameters[0] === "--" ? parameters.slice(1) : [...parameters];
  try {
    const { values } = parseArgs({
      args: given,
      options: {
        help: { type: "boolean", short: "h", default: false },
        json: { type: "boolean", default: false },
        prompt: { type: "string", short: "p", multiple: true },
      },
    });
    const { help, json, prompt: [prompt, ...others] = [] } = values;
    if (help) return { kind: "help" };
    if (others.length > 0) {
      return {
        kind: "refused",
        message: "--prompt is given more than once: put everything into one prompt.",
      };
    }
    if (prompt === undefined) return { kind: "demonstration", json };
    // Lines matter to the planner, control characters to nobody.
    const clean = prompt.split("\n").map(cleanText).join("\n").trim();
    if (clean === "")
      return { kind: "refused", message: "--prompt is empty: say what is to be done, in words." };
    return { kind: "prompt", prompt: clean, json };
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : String(error)).split(/(?<=\.) To specify|\n/);
    return { kind: "refused", message };
  }
}

/** How the program is started by somebody who has only Node and npm. */
export const command = "npx --yes pnpm@12.21.0 demo";

/** What `--help` says. */
export const helpText = `Shows the four strategies of Convoke, run by the agents that ship on real input:
the documentation of the packages installed in this workspace.

Usage: ${command} [options]

  -p, --prompt <text>  plan what you ask for and run the plan, in place of the demonstration
      --json           one JSON document on standard output and nothing else
  -h, --help           this text

Exit codes:
  0    everything that the shipped agents can do was done; steps for agents that do not
       ship yet, such as code and review, and steps that need those are no miss
  1    something else failed, or nothing at all could be done; it is named
  2    the arguments cannot be used
  130  interrupted

Colour and live progress are left out for pipes, NO_COLOR and CI.

Prompts that the installed documentation answers:
  ${command} --prompt "Compare Vite and Rolldown"
  ${command} --prompt "What is fastq?"
  ${command} --prompt "How do you validate input with a schema?"

For machines:
  ${command} --json
`;
