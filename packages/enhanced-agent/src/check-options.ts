import { ErrorCode, nearestName, OrchestrationError } from "@convoke/core";
import { shippedActions } from "./actions/shipped-actions.ts";
import type { EnhancedAgentOptions } from "./enhanced-options.ts";
import { shareOfBeginning } from "./loop/open-history.ts";
import { checkStopConditions } from "./machine/check-stop-conditions.ts";
import { AgentState } from "./machine/agent-state.ts";
import { estimateTokens } from "./prompt/estimate-tokens.ts";

const names = Object.keys({
  name: true,
  model: true,
  transport: true,
  learn: true,
  lessons: true,
  sessions: true,
  actions: true,
  approve: true,
  approvalFor: true,
  stopWhen: true,
  maxVerificationReturns: true,
  historyTokens: true,
  maxOutputTokens: true,
  temperature: true,
  maxDelegationDepth: true,
  instructions: true,
  priority: true,
  maxConcurrency: true,
} satisfies Record<keyof EnhancedAgentOptions, true>);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const hasFunctions =
  (...wanted: readonly string[]) =>
  (value: unknown): boolean =>
    isObject(value) && wanted.every((name) => typeof value[name] === "function");
const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
const isWhole = (least: number, most: number) => (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

/** The longest `instructions`, in characters. */
const longestInstructions = 20_000;

/** Tokens of the shortest message that a run can begin with. */
const tokensOfShortestRun = 200;

/** What these options have to be; `priority` and `maxConcurrency` are checked where the agent is registered. */
const kinds: readonly (readonly [keyof EnhancedAgentOptions, (value: unknown) => boolean, string])[] = [
  ["name", isText, "a text"],
  ["model", hasFunctions("generate", "stream"), "a language model"],
  ["transport", (value) => value === "text" || value === "tools", '"text" or "tools"'],
  ["learn", (value) => typeof value === "boolean", "true or false"],
  ["lessons", hasFunctions("add", "find"), "what memoryLessonStore or sqliteLessonStore returned"],
  ["sessions", hasFunctions("load", "append"), "what memorySessionStore or sqliteSessionStore returned"],
  ["actions", Array.isArray, "a list of what defineAction returned"],
  [
    "approve",
    (value) => value === "wait" || typeof value === "function",
    'a function (action) => true or false, or "wait"',
  ],
  [
    "approvalFor",
    (value) => Array.isArray(value) && value.every((each) => typeof each === "string"),
    "a list of names of actions",
  ],
  ["maxVerificationReturns", isWhole(0, 2), "0, 1 or 2"],
  ["historyTokens", isWhole(2_000, 10_000_000), "a whole number of tokens from 2000"],
  ["maxOutputTokens", isWhole(16, 1_000_000), "a whole number of tokens from 16"],
  ["temperature", (value) => typeof value === "number" && value >= 0 && value <= 2, "a number from 0 to 2"],
  ["maxDelegationDepth", isWhole(0, 16), "a whole number from 0 to 16"],
  [
    "instructions",
    (value) => typeof value === "string" && value.length <= longestInstructions,
    `a text of at most ${longestInstructions} characters`,
  ],
];

/** Throws `invalid_argument` for options that exist nowhere or cannot be meant, saying which and what to pass. */
export function checkOptions(options: EnhancedAgentOptions): void {
  if (!isObject(options)) refuse(`pass an object of ${names.join(", ")}`);
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    refuse(
      `unknown option "${name}"${nearest === undefined ? `; there are ${names.join(", ")}` : `, did you mean ${nearest}?`}`,
    );
  }
  for (const [name, fits, kind] of kinds) {
    if (options[name] !== undefined && !fits(options[name])) refuse(`${name} must be ${kind}`);
  }
  const { actions = [], stopWhen }: EnhancedAgentOptions = options;
  checkActions(actions);
  checkApproval(options);
  const badStop = stopWhen === undefined ? undefined : checkStopConditions(stopWhen);
  if (badStop !== undefined) refuse(badStop);
}

/** Throws `invalid_argument` when what the model is told about itself leaves no room for a conversation. */
export function checkRoom(systemPrompt: string, historyTokens: number): void {
  const tokens = estimateTokens([{ role: "system", content: systemPrompt }]);
  const least = Math.ceil((tokens + tokensOfShortestRun) / shareOfBeginning);
  if (historyTokens >= least) return;
  refuse(
    `historyTokens is ${historyTokens}, and must be at least ${least} here: actions and instructions take ${tokens} tokens of each request`,
  );
}

function checkActions(actions: readonly unknown[]): void {
  const taken = new Set(shippedActions.map(({ name }) => name));
  for (const action of actions) {
    if (!isObject(action) || !hasFunctions("handle")(action) || !isObject(action.fields))
      refuse("actions must be a list of what defineAction returned");
    const { name, states } = action;
    if (typeof name !== "string" || !/^[A-Z][A-Z0-9_]*$/.test(name))
      refuse(
        `the action name ${JSON.stringify(name)} must be upper case letters, digits and _, e.g. SEND_MAIL`,
      );
    if (taken.has(name))
      refuse(`there is an action ${name} already: give yours another name than the shipped ones have`);
    const known: readonly unknown[] = Object.values(AgentState);
    if (!Array.isArray(states) || states.length === 0 || !states.every((state) => known.includes(state)))
      refuse(`states of the action ${name} must be a list of ${known.join(", ")}`);
    taken.add(name);
  }
}

function checkApproval({ approve, approvalFor, actions = [] }: EnhancedAgentOptions): void {
  if (approvalFor === undefined) return;
  if (approve === undefined) refuse("approvalFor names actions, but nobody is asked: pass approve too");
  const known = [...shippedActions, ...actions].map(({ name }) => name);
  for (const name of approvalFor) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    refuse(
      `approvalFor names "${name}", which is no action${nearest === undefined ? `; there are ${known.join(", ")}` : `, did you mean ${nearest}?`}`,
    );
  }
}

function refuse(problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `createEnhancedAgent: ${problem}.`);
}
