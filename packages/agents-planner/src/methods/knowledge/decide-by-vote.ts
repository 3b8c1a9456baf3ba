import { AgentType, type AgentTypeName } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { joinList, splitList, toSlug, trimPhrase } from "../../text/phrases.ts";
import { bringTogether } from "./bring-together.ts";
import { defineMethod, type MethodSituation } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import type { StepDraft } from "../step-draft.ts";
import { sayThe, sayWithout } from "../wording.ts";

/** Options and criteria, research per option, independent votes by different agents, and their count. */
export const decideByVote = defineMethod({
  name: "decide-by-vote",
  description: "A decision by the independent votes of several agents on the same findings",
  goal: { where: asksForVote, intents: ["decide", "compare", "other"] },
  preconditions: [
    {
      description: "at least two agents of different types that can vote",
      holds: (_goal, { agents }) => agents.length === 0 || listVoters({ agents }).length > 1,
    },
  ],
  subtasks(goal, library) {
    const { options, purpose } = readOptions(goal);
    const voters = listVoters(library);
    const named = joinList(
      options.map((option) => sayThe(goal, option)),
      "or",
    );
    const matter = options.length > 1 ? `${named}${purpose}` : sayThe(goal, options[0]);
    const question = `Which is best${purpose}: ${named}?`;
    const research = createResearchSteps(
      goal,
      options.length < 2
        ? []
        : options.map((option) => ({
            subject: option,
            question: `What speaks for and against ${sayThe(goal, option)}${purpose}?`,
            description: `Research what speaks for and against ${sayThe(goal, option)}${purpose}`,
          })),
    );
    const candidates = options.length > 1 ? [] : [listCandidates(matter, research.known)];
    const criteria: StepDraft = {
      id: "set-criteria",
      agentType: AgentType.REVIEW,
      description: `Set the criteria by which to decide on ${matter}, before anybody looks at the findings`,
      effort: 0.3,
      successCriterion: `each criterion for ${matter} has a weight and a way to tell who meets it`,
    };
    const evidence = [
      ...(research.known.length > 1
        ? [
            bringTogether({
              id: "bring-together",
              description: `Set what was found on ${matter} side by side`,
              question: `What was found on ${matter}?`,
              consumes: research.known,
              successCriterion: `what was found on ${matter} stands side by side, each statement with its source`,
            }),
          ]
        : candidates),
    ];
    const known =
      evidence.length > 0 ? evidence.flatMap((step) => step.produces ?? [step.id]) : research.known;
    const votes = voters.map((voter): StepDraft => {
      const ask =
        options.length > 1
          ? `${question} Weigh the findings by the criteria and answer with one of these names, alone in the first line: ${options.join(", ")}. Then give the reasons.`
          : `Decide on ${matter}: weigh the candidates by the criteria and answer with the name of one of them and nothing else.`;
      return {
        id: `vote-${toSlug(voter)}`,
        agentType: voter,
        description: `Vote on ${matter}, without knowing the other votes`,
        ...(voter === AgentType.KNOWLEDGE ? { question: ask } : { task: ask }),
        consumes: [criteria.id, ...known],
        effort: 0.5,
        successCriterion:
          options.length > 1
            ? `the answer names exactly one of ${named}`
            : `the answer is the name of one candidate for ${matter}`,
      };
    });
    return {
      steps: [
        criteria,
        ...research.steps,
        ...evidence,
        ...votes,
        {
          id: "count-votes",
          agentType: AgentType.PLANNER,
          capability: "count_votes",
          description: `Count the votes on ${matter}${sayWithout(goal)}`,
          task: options.length > 1 ? question : `Which candidate for ${matter}?`,
          fields: { type: "count_votes", ...(options.length > 1 ? { options } : {}) },
          consumes: votes.map(({ id }) => id),
          produces: ["decision"],
          successCriterion: `more than half of the votes on ${matter} agree, or the tie is named`,
        },
      ],
      assumptions: [
        `The votes on ${matter} are those of ${voters.map((voter) => `the ${voter} agent`).join(", ")}.`,
        ...(voters.length < 3 ? [`Only ${voters.length} agents of different types can vote.`] : []),
      ],
    };
  },
});

function listCandidates(matter: string, known: readonly string[]): StepDraft {
  return {
    id: "research-candidates",
    agentType: AgentType.KNOWLEDGE,
    description: `List the candidates for ${matter} with what speaks for and against each`,
    question: `Which candidates are there for ${matter}, and what speaks for and against each?`,
    consumes: known,
    successCriterion: `at least three candidates for ${matter} are named, each with a source`,
  };
}

/** Those who can be asked a question, the best informed first; others that are registered follow. */
const preferredVoters: readonly AgentTypeName[] = [
  AgentType.KNOWLEDGE,
  AgentType.REVIEW,
  AgentType.CODE,
  AgentType.TEST,
  AgentType.DEBUG,
];

function listVoters({ agents }: MethodSituation): AgentTypeName[] {
  if (agents.length === 0) return preferredVoters.slice(0, 3);
  const types = new Set(agents.map(({ agentType }) => agentType));
  const cannotVote: ReadonlySet<string> = new Set([AgentType.MAIN, AgentType.PLANNER, AgentType.BROWSER]);
  const others = [...types].filter((type) => !cannotVote.has(type) && !preferredVoters.includes(type));
  return [...preferredVoters.filter((type) => types.has(type)), ...others].slice(0, 3);
}

/** Beside what was read as a vote: "choose a name by consensus of the agents". */
const voting =
  /\b(?:votes?|voting|consensus|majority|poll (?:the |our |all |three |several )?agents|several opinions|independent opinions)\b/i;
const agreement = /\b(?:consensus|majority|agents?)\b/i;
const voteSystem =
  /\b(?:voting (?:system|app|machine|booth|page|feature|site)|(?:up|down)vot\w*|vote counter|consensus algorithm|poll app)\b/i;

function asksForVote({ text, decidesBy, intent }: Goal): boolean {
  if (decidesBy === "vote") return true;
  return voting.test(text) && !voteSystem.test(text) && (intent !== "other" || agreement.test(text));
}

const byVote =
  /,?\s*\b(?:by|with|through|using) (?:a )?(?:majority|consensus|vote|voting)\b(?: vote| voting)?(?: of (?:the |our |three |several )?[^,]*?agents)?|\b(?:let|have|ask) (?:the |our |\w+ )?(?:agents|experts|team) (?:to )?(?:vote|decide|agree|reach (?:a )?consensus)\b(?: by (?:majority|vote|consensus))?(?: on| about)?/gi;
const introduction =
  /^.*?\b(?:between|whether (?:we|i|they) should (?:use|choose|adopt|pick|go with|buy)|should (?:we|i) (?:use|choose|adopt|pick)|(?:decide|vote|agree|choose|pick|consensus) (?:on|among|between|for)?:?)\s+/i;

/** What is voted on, and what for. */
function readOptions(goal: Goal): { options: readonly string[]; purpose: string } {
  const purposes = goal.features.filter(
    (feature) => /^(?:for|as|in|on)\s/i.test(feature) && !voting.test(feature),
  );
  const purpose = purposes.map((text) => ` ${text}`).join("");
  // names that stand in the text as they are; others are put together from it
  const areWritten = goal.objects.every((object) => goal.text.includes(object));
  if (goal.objects.length > 1 && areWritten) return { options: goal.objects, purpose };
  const bare = goal.text
    .replace(byVote, " ")
    .replace(/[?.!]+$/, "")
    .trim();
  const list = bare.replace(introduction, "");
  const [, names = list, use = ""] = /^(.+?)(\s(?:for|as|in)\s.+)?$/i.exec(list) ?? [];
  const members = / (?:or|and|vs\.?) |, /.test(names) ? splitList(names) : [];
  if (members.length > 1) return { options: members, purpose: use };
  const object = trimPhrase(goal.object.replace(/^candidates for (?:an? )?/i, "").replace(byVote, ""));
  return {
    options: [object === "" || voting.test(object) ? trimPhrase(list) || goal.object : object],
    purpose: "",
  };
}
