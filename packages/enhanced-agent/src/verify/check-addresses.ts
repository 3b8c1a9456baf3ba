import type { Check } from "../machine/machine.ts";

/** Without a scheme only with a path: "socket.io" and "ASP.NET" are names of things. */
const address =
  /\b(?:https?:\/\/|www\.)[^\s<>"'`“”|\\^{}]{2,2000}|(?<![@\p{L}\p{N}_./:-])(?:[a-z0-9-]{1,63}\.){1,6}(?:com|org|net|io|dev|edu|gov|info)\/[^\s<>"'`“”|\\^{}]{1,2000}/giu;
/** Names that stand for no place of the web: examples of code use them. */
const placeholder =
  /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|example\.(?:com|org|net))(?::\d+)?(?:$|[/?#])/i;
const mostShown = 5;

/** Whether every web address of the answer stands in one of the texts that it may rest on. */
export function checkAddresses(answer: string, texts: readonly string[]): readonly Check[] {
  const used = findAddresses(answer);
  if (used.length === 0) return [];
  // The front page of a site that was named is no invention.
  const known = new Set(texts.flatMap(findAddresses).flatMap((each) => [each, each.split(/[/?#]/, 1)[0]!]));
  const unknown = [...new Set(used.filter((each) => !known.has(each) && !placeholder.test(each)))];
  const about = "Every address stands in the evidence or the prompt";
  if (unknown.length === 0) return [{ kind: "citation", about, passed: true }];
  const shown = unknown
    .slice(0, mostShown)
    .map((each) => (each.length <= 200 ? each : `${each.slice(0, 199)}…`));
  return [
    {
      kind: "citation",
      about,
      passed: false,
      problem: `Nobody has named ${shown.join(" , ")}${unknown.length > mostShown ? " and others" : ""}. Leave addresses out and cite as [E1.1]: the sources name theirs.`,
    },
  ];
}

/** Addresses without what the sentence puts behind them, written alike. */
function findAddresses(text: string): readonly string[] {
  return [...text.matchAll(address)].map(([found]) => unify(trimEnd(found)));
}

function trimEnd(found: string): string {
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found[end - 1]!;
    if (/[.,;:!?*_\]】]/.test(last)) continue;
    // A closing bracket belongs to the address only when it opens there.
    if (last === ")" && count(found.slice(0, end), ")") > count(found.slice(0, end), "(")) continue;
    break;
  }
  return found.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function unify(found: string): string {
  const full = /^https?:/i.test(found) ? found : `https://${found}`;
  try {
    const { host, pathname, search, hash } = new URL(full);
    return `${host}${pathname.replace(/\/$/, "")}${search}${hash}`;
  } catch {
    return full;
  }
}
