import type { ActionOutcome } from "../action/action-definition.ts";
import { defineAction } from "../action/define-action.ts";
import { toLine } from "../evidence/clip.ts";
import { AgentState } from "../machine/agent-state.ts";
import type { Check } from "../machine/machine.ts";
import { listOwnWords, measureShare } from "../evidence/own-words.ts";

const [passing, failing] = [
  /^(?:pass(?:ed|es)?|yes|ok(?:ay)?|true|correct|good|valid|verified|met|satisfied|fulfilled|success(?:ful)?|accept(?:ed)?|approved?|✅|✓)(?![\p{L}])/iu,
  /^(?:fail(?:ed|s|ure)?|no|not|false|incorrect|bad|wrong|invalid|unmet|unsatisfied|reject(?:ed)?|partial(?:ly)?|incomplete|insufficient|❌|✗)(?![\p{L}])/iu,
];
const nothing = /^\W*(?:none|nothing|no|n\/?a|all (?:criteria )?met|empty|-)?\W*$/i;
const longestEntry = 500;
const mostUnmet = 20;
/** Share of a criterion's words that makes a complaint one about it. */
const about = 0.5;

/** The model's judgement of the proposed answer, criterion by criterion. */
export const verifyAction = defineAction({
  name: "VERIFY",
  description: "Judges the proposed answer: does it do what was asked, and fulfil every criterion?",
  states: [AgentState.VERIFYING],
  fields: {
    VERDICT: { description: "pass or fail", example: "pass" },
    UNMET: {
      kind: "list",
      description: "With fail: what the answer does not fulfil, one per line.",
      required: false,
      example: "- The third claim has no source",
    },
  },
  hasSideEffects: false,
  handle({ fields }, { plan }): ActionOutcome {
    const passed = readVerdict(fields.VERDICT);
    if (passed === undefined)
      return { note: "VERDICT has to be pass or fail.", result: { type: "stood-still" } };
    const unmet = (fields.UNMET ?? [])
      .filter((entry) => !nothing.test(entry))
      .slice(0, mostUnmet)
      .map((entry) => toLine(entry, longestEntry));
    const checks = judge(plan?.criteria ?? [], { passed, unmet });
    const failed = checks.filter((check) => !check.passed);
    return {
      note:
        failed.length === 0
          ? "The answer is found good."
          : `The answer is found wanting:\n${failed.map(({ about: what, problem = "" }) => `- ${what === problem ? what : `${what}: ${problem}`}`).join("\n")}`,
      result: { type: "verified", checks },
    };
  },
});

/** The word that the verdict begins with; `undefined` when it is neither. */
function readVerdict(text: string): boolean | undefined {
  const word = text.normalize("NFKC").replace(/^[^\p{L}✅✓❌✗]+/u, "");
  if (failing!.test(word)) return false;
  return passing!.test(word) ? true : undefined;
}

/** A check for each criterion, and for each complaint that is about none of them. Complaints outweigh a "pass". */
function judge(
  criteria: readonly string[],
  { passed, unmet }: { readonly passed: boolean; readonly unmet: readonly string[] },
): readonly Check[] {
  const open = new Set(unmet);
  const checks = criteria.map((criterion, at): Check => {
    const complaint = unmet.find((entry) => isAbout(entry, criterion, at));
    if (complaint === undefined) return { kind: "criterion", about: criterion, passed: true };
    open.delete(complaint);
    return { kind: "criterion", about: criterion, passed: false, problem: complaint };
  });
  const others = [...open].map((entry): Check => ({
    kind: "criterion",
    about: entry,
    passed: false,
    problem: entry,
  }));
  if (unmet.length > 0) return [...checks, ...others];
  const whole = "The answer does what was asked";
  if (passed) return checks.length > 0 ? checks : [{ kind: "criterion", about: whole, passed: true }];
  const problem =
    "It was judged not to, without a reason: read the prompt and the criteria again, and answer all of it.";
  return [...checks, { kind: "criterion", about: whole, passed: false, problem }];
}

function isAbout(entry: string, criterion: string, at: number): boolean {
  const [, number] = /^(?:c|criterion\s*)?(\d{1,2})\b/i.exec(entry) ?? [];
  if (number !== undefined && Number(number) === at + 1 && entry.length < 20) return true;
  const [said, meant] = [listOwnWords(entry), listOwnWords(criterion)];
  return measureShare(meant, said) >= about || measureShare(said, meant) >= about;
}
