import { z } from "zod";

/** What a model may ask for; it never gets scripts, selectors, files, or addresses outside the policy. */
export const modelActionNames = [
  "click",
  "dblclick",
  "hover",
  "fill",
  "fill_secret",
  "type",
  "press",
  "select",
  "check",
  "uncheck",
  "drag",
  "scroll",
  "goto",
  "back",
  "wait",
  "tab",
  "answer",
  "done",
  "give_up",
] as const;

/** Three flat texts for every action: small models fill them in without mistakes, and every service takes the schema. */
export interface ModelAction {
  readonly action: (typeof modelActionNames)[number];
  /** Of the latest page, such as "e12"; empty where the action has none. */
  readonly ref: string;
  /** What it is done with; empty where the action needs nothing. */
  readonly value: string;
}

const mostActions = 4;
const longestValue = 5_000;

/** JSON Schema of a reply. */
export const replySchema = {
  type: "object",
  properties: {
    actions: {
      type: "array",
      minItems: 1,
      maxItems: mostActions,
      items: {
        type: "object",
        properties: {
          action: { type: "string", enum: [...modelActionNames] },
          ref: { type: "string" },
          value: { type: "string" },
        },
        required: ["action", "ref", "value"],
        additionalProperties: false,
      },
    },
  },
  required: ["actions"],
  additionalProperties: false,
} as const;

const text = z.union([z.string(), z.number().transform(String)]).nullish();
const lenientReply = z.object({
  actions: z.array(z.looseObject({ action: z.string(), ref: text, value: text })).min(1),
});

/** The actions of a reply, or what is wrong with it, as a sentence for the model. */
export type ReplyReading =
  | { readonly actions: readonly ModelAction[]; readonly leftOut: number }
  | { readonly problem: string };

/** Reads a reply of any shape; more than four actions are cut, and counted in `leftOut`. */
export function readReply(value: unknown): ReplyReading {
  const reply = lenientReply.safeParse(value);
  if (!reply.success) {
    return {
      problem:
        'The reply has another shape than { "actions": [{ "action": "click", "ref": "e12", "value": "" }] }.',
    };
  }
  const actions: ModelAction[] = [];
  for (const [at, { action, ref, value: given }] of reply.data.actions.slice(0, mostActions).entries()) {
    const name = modelActionNames.find((each) => each === action.trim().toLowerCase());
    if (name === undefined) {
      return {
        // Outside of a fence: a model may repeat the words of a page.
        problem: `Action ${at + 1} is ${/^\w{1,20}$/.test(action) ? `“${action}”` : "one"}, which there is not. There are: ${modelActionNames.join(", ")}.`,
      };
    }
    const read = { action: name, ref: (ref ?? "").trim().replace(/^[@#[]|\]$/g, ""), value: given ?? "" };
    const problem = findProblem(read);
    if (problem !== undefined) return { problem: `Action ${at + 1}, ${name}: ${problem}` };
    actions.push(read);
  }
  return { actions, leftOut: Math.max(0, reply.data.actions.length - mostActions) };
}

const needRef = new Set<string>([
  "click",
  "dblclick",
  "hover",
  "fill",
  "fill_secret",
  "select",
  "check",
  "uncheck",
  "drag",
]);
const needValue = new Set<string>([
  "fill_secret",
  "type",
  "press",
  "select",
  "drag",
  "goto",
  "tab",
  "answer",
]);

function findProblem({ action, ref, value }: ModelAction): string | undefined {
  if (value.length > longestValue) return `the value is longer than ${longestValue} characters.`;
  if (needRef.has(action) && ref === "") return "it needs the ref of an element, such as “e12”.";
  if (needValue.has(action) && value.trim() === "") return "it needs a value.";
  if (action === "tab" && !/^\d{1,2}$/.test(value.trim())) return "its value is the number of a tab.";
  return undefined;
}
