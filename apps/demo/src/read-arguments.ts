import { join } from "node:path";
import { parseArgs } from "node:util";
import { cleanText } from "./report/text.ts";

/** Where the work is done and how it is shown. */
interface Mode {
  readonly json: boolean;
  /** The address of a running server, without a slash at its end. */
  readonly server?: string;
}

/** What the program was asked to do. */
export type Request =
  | { readonly kind: "help" }
  | (Mode & { readonly kind: "demonstration"; readonly durable?: string })
  | (Mode & { readonly kind: "prompt"; readonly prompt: string })
  | (Mode & { readonly kind: "plan"; readonly goal: string })
  | { readonly kind: "refused"; readonly message: string };

/** Understands the command line; what cannot be understood is refused with what to do instead. */
export function readArguments(parameters: readonly string[]): Request {
  // `pnpm demo -- --json` hands the dashes on.
  const words = nameFolder(parameters[0] === "--" ? parameters.slice(1) : [...parameters]);
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        help: { type: "boolean", short: "h", default: false },
        json: { type: "boolean", default: false },
        prompt: { type: "string", short: "p", multiple: true },
        plan: { type: "string", multiple: true },
        server: { type: "string", multiple: true },
        durable: { type: "string", multiple: true },
      },
    });
    const { help, json, server: servers = [], durable: folders = [] } = values;
    if (help) return { kind: "help" };
    const [folder] = folders;
    const problem = folder === undefined ? undefined : findDurableProblem(values, folders);
    if (problem !== undefined) return { kind: "refused", message: problem };
    if (servers.length > 1)
      return { kind: "refused", message: "--server is given more than once: one server does all the work." };
    const [address] = servers;
    const server = address === undefined ? undefined : readAddress(address);
    if (address !== undefined && server === undefined)
      return {
        kind: "refused",
        message: `--server "${cleanText(address)}" is no address of a server: give one such as http://127.0.0.1:4680, which pnpm serve prints.`,
      };
    const mode = { json, ...(server !== undefined && { server }) };
    const given = [
      ...(values.prompt ?? []).map((text) => ({ option: "prompt", text })),
      ...(values.plan ?? []).map((text) => ({ option: "plan", text })),
    ];
    const [first, second] = given;
    if (first === undefined)
      return { kind: "demonstration", ...mode, ...(folder !== undefined && { durable: folder }) };
    if (second !== undefined) {
      const message =
        second.option === first.option
          ? `--${first.option} is given more than once: put everything into one.`
          : "--prompt and --plan exclude each other: give the main agent a prompt, or the planner a goal.";
      return { kind: "refused", message };
    }
    // Lines matter to the planner, control characters to nobody.
    const clean = first.text.split("\n").map(cleanText).join("\n").trim();
    if (clean === "")
      return { kind: "refused", message: `--${first.option} is empty: say what is to be done, in words.` };
    return first.option === "prompt"
      ? { kind: "prompt", prompt: clean, ...mode }
      : { kind: "plan", goal: clean, ...mode };
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : String(error)).split(/(?<=\.) To specify|\n/);
    return { kind: "refused", message };
  }
}

/** What stands behind `--durable`, if anything does, is its folder; nothing else takes words without an option. */
function nameFolder(words: readonly string[]): string[] {
  const at = words.indexOf("--durable");
  if (at === -1) return [...words];
  const next = words[at + 1];
  const isFolder = next !== undefined && !next.startsWith("-");
  return [
    ...words.slice(0, at),
    `--durable=${isFolder ? next : durableFolder}`,
    ...nameFolder(words.slice(at + (isFolder ? 2 : 1))),
  ];
}

/** Why `--durable` cannot be meant beside the other options; `undefined` when it can. */
function findDurableProblem(
  values: { readonly server?: unknown; readonly plan?: unknown; readonly prompt?: unknown },
  [folder, ...others]: readonly string[],
): string | undefined {
  if (others.length > 0) return "--durable is given more than once: one folder keeps everything.";
  if (folder === undefined || folder.trim() === "" || folder.includes("\0"))
    return `--durable has an empty name for a folder: leave it out for ${durableFolder}.`;
  if (values.server !== undefined)
    return "--durable and --server exclude each other: a server keeps its runs itself, where CONVOKE_DATA says.";
  if (values.plan !== undefined || values.prompt !== undefined)
    return `--durable keeps the demonstration only: leave out --${values.plan === undefined ? "prompt" : "plan"}, or give it to a server, which keeps its runs.`;
  return undefined;
}

/** Where `--durable` keeps its runs when no folder is named. */
const durableFolder = join(".convoke", "demo");

/** The origin of an address of the web; anything behind it would be left out of what is asked there. */
function readAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, search, hash, username, password } = new URL(text);
  const isPlain = pathname === "/" && `${search}${hash}${username}${password}` === "";
  return /^https?:$/.test(protocol) && isPlain ? origin : undefined;
}

/** How the program is started by somebody who has only Node and npm. */
export const command = "npx --yes pnpm@12.21.0 demo";

/** What `--help` says. */
export const helpText = `Shows the four strategies of Convoke, run by the agents that ship on real input:
the documentation of the packages installed in this workspace.

Usage: ${command} [options]

  -p, --prompt <text>  give the main agent a prompt: it plans, delegates, checks and answers
      --plan <goal>    plan a goal, show its schedule and price, and run the plan step by step
      --server <url>   hand the runs to a running server (pnpm serve) and show what comes back,
                       with the addresses of their pages on its dashboard
      --durable [folder]
                       keep the runs in a file of the folder (.convoke/demo): kill it, start it again
                       with the same words, and it goes on where it was
      --json           one JSON document on standard output and nothing else
  -h, --help           this text

Exit codes:
  0    everything that the shipped agents can do was done; steps for agents that do not
       ship yet, such as code and review, and steps that need those are no miss
  1    something else failed, or nothing at all could be done; it is named
  2    the arguments cannot be used
  130  interrupted

Without --prompt and --plan the demonstration runs. Colour and live progress are left out for
pipes, NO_COLOR and CI. The main agent asks a language model when LLM_API_KEY or LLM_BASE_URL is set
(LLM_MODEL names it; in the environment or in .env), and decides by rules otherwise.

Prompts that the installed documentation answers:
  ${command} --prompt "Research schema validation and create an implementation plan"
  ${command} --prompt "Compare Vite and Rolldown"
  ${command} --prompt "What is fastq?"
  ${command} --prompt "How do you validate input with a schema?"

With --server the server's agents work, with what they have to read and with its language model.
CONVOKE_TOKEN is sent to it. An interrupted demo cancels the runs that it started there.

With --durable the four strategies are shown, and then a run that takes a few seconds and writes to
ledger.txt in the folder, in place of the browser. What was finished before is taken from the file and
marked "earlier", what was in flight is taken up, and only the rest is executed. Ctrl-C leaves the runs as
they are, for the next start. A demonstration that came to its end begins anew at the next start.

A goal to plan:
  ${command} --plan "Build a REST API with authentication by Friday under 5 USD"

On a server, and for machines:
  ${command} --server http://127.0.0.1:4680
  ${command} --json
`;
