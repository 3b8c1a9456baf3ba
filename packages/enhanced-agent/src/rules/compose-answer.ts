import type { ConversationView } from "../prompt/conversation-view.ts";
import { mostRead } from "./clean-prompt.ts";
import { composeFailures } from "./compose-failures.ts";
import { composeSection } from "./compose-section.ts";
import { isAnswer } from "./judge-answer.ts";
import { joinList } from "./read-list.ts";
import type { RunOutline } from "./plan-run.ts";
import type { StepState } from "./step.ts";

/** Characters of an answer. */
const longestAnswer = 40_000;

/**
 * Writes the answer out of what the results say, each statement with its evidence; what could not be done comes last, with its
 * reason. An answer that was sent back is written again without the citations that were found wrong, and with a list of
 * what every step came to.
 */
export function composeAnswer(
  { unmet, said, agents, results }: Pick<ConversationView, "unmet" | "said" | "agents" | "results">,
  { reading, steps, isWhole, chatter }: RunOutline,
  states: readonly StepState[],
): string {
  if (chatter !== undefined) return chatter;
  if (steps.length === 0) return sayNobody(agents.some(({ agentType }) => agentType !== "main"));
  const sections = groupByIntent(states).flatMap((group) => composeSection(group) ?? []);
  const texts = sections.map(({ title, text }) => (sections.length === 1 ? text : `## ${title}\n\n${text}`));
  const notes = [
    ...composeFailures(states),
    ...reading.unread
      .slice(0, 10)
      .map((clause) => `- Not acted upon, since no request was found in it: “${shorten(clause)}”`),
    ...(reading.isCut ? [`- Only the first ${mostRead} characters of the prompt were read.`] : []),
    ...(isWhole && sections.length > 0 && isLong(steps[0]?.task ?? "")
      ? ["- No single request was found in the prompt, so it was asked as it stands."]
      : []),
  ];
  if (sections.length === 0) texts.push(sayNothingDone(states, agents));
  if (notes.length > 0)
    texts.push(`${sections.length > 1 ? "## Not done, and notes" : "Notes:"}\n\n${notes.join("\n")}`);
  const isAgain = unmet.length > 0 || said.some((text) => isAnswer(text));
  if (isAgain) texts.push(listSteps(states));
  const known = new Set(
    results.flatMap(({ evidenceId, sources }) => [evidenceId ?? "", ...sources.map(({ id }) => id)]),
  );
  return dropCitations(cut(texts.join("\n\n")), { wrong: unmet, known });
}

function groupByIntent(states: readonly StepState[]): readonly (readonly StepState[])[] {
  const groups: StepState[][] = [];
  for (const state of states) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.step.intent === state.step.intent) last.push(state);
    else groups.push([state]);
  }
  return groups;
}

/** Nothing came of anything: whom that was up to, and who is there instead. */
function sayNothingDone(states: readonly StepState[], agents: ConversationView["agents"]): string {
  const listed = [...new Set(agents.map(({ agentType }) => agentType))].filter((type) => type !== "main");
  const absent = [...new Set(states.map(({ asking }) => asking.agentType))].filter(
    (type) => !listed.includes(type),
  );
  const lead = "Nothing that was asked for could be found out or done";
  if (absent.length === 0) return `${lead}.`;
  const plan = listed.includes("planner") ? " Ask for a plan of it, and the planner says what it takes." : "";
  return `${lead}: nobody is registered here for ${joinList(absent)}. Registered: ${joinList(listed)}.${plan}`;
}

function sayNobody(hasOthers: boolean): string {
  return hasOthers
    ? "The prompt holds nothing that could be asked of an agent."
    : "No agent is registered that anything could be delegated to, so nothing could be found out or done. Register one, such as the knowledge agent.";
}

/** Every step by name with what it came to: for an answer that passed over one. */
function listSteps(states: readonly StepState[]): string {
  const lines = states.map(({ asking, results, status }) => {
    const ids = results.flatMap(({ evidenceId }) => (evidenceId === undefined ? [] : [`[${evidenceId}]`]));
    const outcome = status === "done" ? `done ${ids.join(" ")}` : "could not be done";
    return `- ${asking.agentType}, ${shorten(asking.task)}: ${outcome}`;
  });
  return `What was done:\n\n${lines.join("\n")}`;
}

/** Takes out the citations that were found wrong, and those of evidence that nobody has seen. */
function dropCitations(
  text: string,
  { wrong, known }: { wrong: readonly string[]; known: ReadonlySet<string> },
): string {
  const bad = new Set(
    wrong
      .filter((problem) => /do(?:es)? not exist/i.test(problem))
      .flatMap((problem) => [
        ...(problem.split(/do(?:es)? not exist/i)[0] ?? "").matchAll(/\[(E\d+(?:\.\d+)?)\]/g),
      ])
      .map((found) => found[1]),
  );
  return text.replace(/ ?\[(E\d+(?:\.\d+)?)\]/g, (whole, id: string) =>
    known.has(id) && !bad.has(id) ? whole : "",
  );
}

function cut(text: string): string {
  if (text.length <= longestAnswer) return text;
  const end = text.lastIndexOf("\n", longestAnswer);
  return `${text.slice(0, end === -1 ? longestAnswer : end)}\n\n(The rest of the answer was too long and was left out.)`;
}

function shorten(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 159)}…`;
}

function isLong(text: string): boolean {
  return text.split(" ").length > 12;
}
