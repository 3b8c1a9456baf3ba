import type { English } from "./english/english.ts";
import type { Goal } from "./goal.ts";

/** What work on existing things is about, beyond their functions. */
export type Concern = "performance" | "security" | "accessibility" | "cost";

const words: Readonly<Record<Concern, ReadonlySet<string>>> = {
  security: listOf(
    "security,secure,vulnerability,vulnerable,secret,credential,permission,owasp,xss,csrf,ssrf,sqli,sql injection,code injection,prompt injection,harden,brute,cve,exploit,encryption,encrypt,pentest,penetration,threat,attack,attacker,hacker,malware,phishing,privilege,sanitize,unauthorized",
  ),
  performance: listOf(
    "fast,slow,speed,speed up,accelerate,latency,memory,throughput,performance,performant,cpu,lag,laggy,bottleneck,quick,sluggish,unresponsive,ttfb,fps,n+1,load time,loading time,bundle size",
  ),
  accessibility: listOf("accessibility,accessible,a11y,wcag,screen reader,contrast"),
  cost: listOf("cost,bill,spend,spending,expense,expensive,cheap"),
};

function listOf(text: string): ReadonlySet<string> {
  return new Set(text.split(","));
}

/** What is to be reached; in a fix these are parts of names ("quick search"). */
const wished = new Set(["fast", "quick"]);
const takesLong =
  /\btakes? (?:\w+ ){0,2}(?:\d+ ?(?:ms|milliseconds|seconds|secs?|minutes|mins?|hours)|too long|so long|ages|forever)\b/i;
/** Work that changes or judges what is there. */
const takesConcern = /^(?:improve|fix|review|test)$/;

/** What an improve, fix, review or test goal is about; `undefined` for its functions, or for other goals. */
export function readConcern({ intent, text, verb }: Goal, english: English): Concern | undefined {
  if (!takesConcern.test(intent)) return undefined;
  if (takesLong.test(text)) return "performance";
  const found = new Set<string>([verb]);
  let before = "";
  for (const { bare, lemma } of english.tag(text)) {
    for (const form of [
      bare,
      lemma,
      english.kindOf(bare).noun,
      bare.replace(/er$/, ""),
      bare.replace(/s$/, ""),
    ]) {
      found.add(form);
      found.add(`${before} ${form}`);
    }
    before = bare;
  }
  const concerns = Object.keys(words) as Concern[];
  return concerns.find((concern) => {
    if (concern === "cost" && intent !== "improve") return false;
    return [...words[concern]].some((word) => found.has(word) && (intent === "improve" || !wished.has(word)));
  });
}
