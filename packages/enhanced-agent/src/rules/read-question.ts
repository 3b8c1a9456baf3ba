import type { Intent } from "./intent.ts";
import { trimItem } from "./read-list.ts";
import { capitalise } from "./read-work.ts";
import { questionWord } from "./words.ts";

type Research = Extract<Intent, { kind: "research" }>;

/** Phrases before what is to be found out. */
const research =
  /^(?:(?:based\s+on|after|using|with)\s+(?:some\s+|the\s+)?(?:research(?:\s+(?:on|about|into))|researching|investigating|studying|reading\s+about|learning\s+about)|(?:please\s+)?(?:do|conduct)\s+(?:some\s+)?research\s+(?:on|about|into)|research(?:\s+(?:on|about|into))?|investigate|study|explore|examine|analy[sz]e|look\s+(?:into|up)|find\s+out(?:\s+(?:about|more about))?|find\s+(?:me\s+)?(?:information|info|details|sources|out more)\s+(?:on|about)|find|learn\s+(?:more\s+)?(?:about|how)|read\s+up\s+on|dig\s+into|(?:gather|collect)\s+(?:information|info|data|facts|details)\s+(?:on|about)|search(?:\s+(?:the\s+)?(?:web|internet|docs|documentation|online))?(?:\s+for)?|google|discover|tell\s+(?:me|us)(?:\s+(?:more|everything|something|all))?(?:\s+about)?|teach\s+(?:me|us)(?:\s+about)?|(?:i\s+)?wonder|know(?:\s+(?:more\s+)?about)?|understand|help\s+me\s+understand|check\s+out|compare|evaluate|assess|read\s+about|(?:give|show|write|create|make|prepare|provide|get|need|want)\s+(?:me\s+|us\s+)?(?:an?\s+|some\s+|the\s+)?(?:[\w-]+\s+){0,2}(?:overview|summary|introduction|information|info|details|background|report|explanation|research|comparison|facts|description|guide)\s+(?:of|on|about|to|for)|give\s+(?:me|us))\s+(.+)$/i;
const verbatim =
  /^(?:explain|describe|define|list|name|summari[sz]e|outline|identify|show(?:\s+me)?)\s+(?:to\s+me\s+|me\s+|us\s+)?(.+)$/i;
/** What only says how the answer is to look: that is the answer's part anyway. */
const answerOnly =
  /^(?:summari[sz]e|explain|present|show|give me|write|create|report|list|tell me)\s+(?:me\s+)?(?:back\s+)?(?:it|them|this|that|everything|(?:an?\s+|the\s+|your\s+)?(?:\w+\s+)?(?:results?|findings?|summary|overview|answer|report|sources?|conclusions?|recommendation))(?:\s+(?:to|for)\s+(?:me|us))?$/i;
const verb = "works?|functions?|behaves?|happens?|runs?|is done|are done";
const yesNo =
  /^(?:is|are|was|were|do|does|did|has|have|had|can|could|should|will|would|may|might|must|am)\s/i;

/** A clause that asks only for the answer, such as "summarize the findings"; there is nothing to delegate in it. */
export function asksForAnswer(clause: string): boolean {
  return answerOnly.test(clause.replace(/[\s.!?]+$/, ""));
}

/** Reads what is to be found out, as an order or as a question. */
export function readQuestion(clause: string, isQuestion: boolean): Research | undefined {
  const text = clause.trim().replace(/[\s.!?]+$/, "");
  if (questionWord.test(text)) {
    const isEmbedded = !isQuestion && isStatementOrder(text);
    return { kind: "research", task: isEmbedded ? text : `${text}?`, subject: nameSubject(text) };
  }
  const order = research.exec(text);
  if (order !== null) {
    const rest = order[1] ?? "";
    const isLearning = /^learn\s+how\b/i.test(text);
    const object = isLearning ? `how ${rest}` : rest.replace(/^(?:about|for|on)\s+/i, "");
    const turned = turnEmbedded(object);
    if (turned !== undefined) return { kind: "research", task: turned, subject: nameSubject(turned) };
    const isKnowing = /^(?:know|understand|wonder|i wonder|tell)\b/i.test(text) && questionWord.test(object);
    if (isKnowing && !isStatementOrder(object))
      return { kind: "research", task: `${capitalise(object)}?`, subject: nameSubject(object) };
    return {
      kind: "research",
      task: isKnowing ? object : `Research ${object}`,
      subject: nameSubject(object),
    };
  }
  const told = verbatim.exec(text);
  if (told !== null) return { kind: "research", task: capitalise(text), subject: nameSubject(told[1] ?? "") };
  if (isQuestion && yesNo.test(text)) return { kind: "research", task: `${text}?`, subject: text };
  return undefined;
}

/** "how garbage collection works" is no question by itself: no verb stands before its subject. */
function isStatementOrder(text: string): boolean {
  return (
    !/^\S+\s+(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|to|many|much)\b/i.test(
      text,
    ) &&
    /^(?:how|what|why|where|which)\b/i.test(text) &&
    /\s\S+\s/.test(text)
  );
}

/** "what the event loop is" → "What is the event loop?" */
function turnEmbedded(text: string): string | undefined {
  const found = /^(what|who|where)\s+(?!is\b|are\b)(.+)\s+(is|are)$/i.exec(text);
  return found === null ? undefined : `${capitalise(found[1] ?? "")} ${found[3]} ${found[2]}?`;
}

/** What a question is about: "a semaphore" of "What is a semaphore?". */
export function nameSubject(question: string): string {
  const text = question.replace(/[\s.!?]+$/, "");
  if (/^(?:why|how|when|what)\s*:/i.test(text)) return "";
  const patterns: readonly RegExp[] = [
    /^(?:what|who|which|where)(?:['’]s|\s+(?:is|are|was|were))\s+(.+)$/i,
    /^how\s+(?:do|does|did|can|could|should|would)\s+(?:i|we|you|one)\s+(.+)$/i,
    new RegExp(`^(?:how|why|when|where)\\s+(?:do|does|did|can)\\s+(.+?)\\s+(?:${verb})(.*)$`, "i"),
    new RegExp(`^(?:how|why|when|where)\\s+(.+?)\\s+(?:${verb})(?=$|\\s)(.*)$`, "i"),
    /^how\s+to\s+(.+)$/i,
    /^who\s+(?!is\b|was\b|are\b)\w+\s+(.+)$/i,
    /^why\s+(.+?)\s+(?:fails?|breaks?|crash(?:es)?|hangs?|(?:is|are)\s+\S+)$/i,
    /^what\s+(?:does|do|did)\s+(.+?)\s+(?:do|mean|need|cost)$/i,
  ];
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found !== null) return trimItem(`${found[1]}${found[2] ?? ""}`);
  }
  return trimItem(text);
}
