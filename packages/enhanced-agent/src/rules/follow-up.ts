import type { Intent } from "./intent.ts";
import { nameSubject } from "./read-question.ts";
import { readList, trimItem } from "./read-list.ts";

/** "And what about Vue?" asks of Vue what was asked of the last thing. */
export function followUp(clause: string, last: Intent | undefined): Intent | undefined {
  const text = clause.trim().replace(/[\s.?!]+$/, "");
  const name = /^(?:(?:and|or|so|but)\s+)?(?:(?:what|how)\s+about|what\s+of)\s+(.+)$/i.exec(text)?.[1];
  if (name === undefined) return undefined;
  const subject = trimItem(name);
  if (last?.kind === "verify") {
    const claim = replaceSubject(last.claim, subject);
    if (claim !== undefined) return { ...last, claim };
  }
  if (last?.kind === "research" && /^(?:what|who|how|when|where|why|which)\b/i.test(last.task)) {
    const old = nameSubject(last.task);
    const at = last.task.indexOf(old);
    if (old !== "" && at !== -1 && /^(?:what|who)\s+(?:is|are)\s/i.test(last.task))
      return { ...last, task: last.task.replace(old, () => subject), subject };
  }
  if (last?.kind === "compare") {
    const names = readList(subject);
    const purpose = last.purpose === "" ? "" : ` ${last.purpose}`;
    return { kind: "research", task: `Research ${names.join(" and ")}${purpose}`, subject };
  }
  return { kind: "research", task: `Research ${subject}`, subject };
}

/** The claim of another subject: "Bun is stable" of "Deno is stable". */
function replaceSubject(claim: string, subject: string): string | undefined {
  const found =
    /^(.{1,120}?)(\s(?:is|are|was|were|has|have|can|will|does|do|supports?|needs?|uses?|requires?)\s.+)$/i.exec(
      claim,
    );
  return found === null ? undefined : `${subject}${found[2]}`;
}
