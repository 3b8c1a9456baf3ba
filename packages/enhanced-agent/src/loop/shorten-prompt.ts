/** Characters of a token, roughly. */
const charactersOfToken = 4;
/** The share of a conversation that the prompt may take. */
const shareOfPrompt = 0.4;
/** How much of what is kept of a long prompt is its beginning. */
const shareOfBeginning = 0.75;

/**
 * A prompt as the model is shown it: whole where it fits into its share of the conversation, else its beginning and its end
 * with a note between them that says how much is missing. Actions still get the whole prompt (`ActionContext.prompt`).
 */
export function shortenPrompt(prompt: string, historyTokens: number): string {
  const most = Math.floor(historyTokens * charactersOfToken * shareOfPrompt);
  if (prompt.length <= most) return prompt;
  const head = takeStart(prompt, Math.floor(most * shareOfBeginning));
  const tail = takeEnd(prompt, most - head.length);
  const left = prompt.length - head.length - tail.length;
  return `${head}\n[… ${left} of the prompt's ${prompt.length} characters are left out here: they do not fit …]\n${tail}`;
}

/** Cuts between characters, never within a surrogate pair. */
function takeStart(text: string, length: number): string {
  const cut = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

function takeEnd(text: string, length: number): string {
  const cut = length === 0 ? "" : text.slice(-length);
  return /^[\uDC00-\uDFFF]/.test(cut) ? cut.slice(1) : cut;
}
