const chatter =
  /^(?:hi|hello|hey|thanks?|thank you|please|good (?:morning|day|afternoon|evening)|cheers|bye|goodbye|ok|okay|great|sure|yes|no)(?:[\s,]+(?:there|all|team|you|everyone|a lot|a bunch|so much|very much|in advance|again))*$/i;

/** Whether a clause only greets, thanks or nods: there is nothing in it to be done. */
export function isChatter(clause: string): boolean {
  return chatter.test(clause.trim().replace(/[\s.!?,]+$/, ""));
}

/** What is said to a prompt that only greets or thanks; `undefined` for any other. */
export function answerChatter(prompt: string): string | undefined {
  const parts = prompt
    .slice(0, 200)
    .split(/[.!?,\n]+/)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  if (prompt.length > 200 || parts.length === 0 || !parts.every(isChatter)) return undefined;
  if (/\b(?:thanks?|thank you|cheers)\b/i.test(prompt)) return "You are welcome. Ask on whenever you like.";
  if (/\b(?:bye|goodbye)\b/i.test(prompt)) return "Goodbye.";
  return "Hello. Ask me to research or compare something, to check whether a claim is true, to let agents vote on it, or to plan a piece of work.";
}
