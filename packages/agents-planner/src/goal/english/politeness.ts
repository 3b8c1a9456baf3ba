/** What people say before they say what they want. */
const leadIn = new RegExp(
  `^(?:${[
    "(?:please|pls|kindly|ok|okay|so|well|then|and|also|finally|lastly|first(?:ly| of all)?|second(?:ly)?|third(?:ly)?|next|afterwards?|after that|later|to begin with|in the end|now|just|thanks|thank you|greetings|good (?:morning|afternoon|evening|day)|hi|hello|hey|dear)(?: (?:there|everyone|everybody|all|team|folks|planner|convoke|friends?))?\\b[,:!.]?\\s+",
    "(?:would|do) you mind ",
    "(?:can|could|would|will) (?:you|someone|somebody|anyone|one of you) (?:please |kindly |perhaps |maybe |possibly )?(?=[a-z])",
    "do you (?:think|suppose) (?:that )?(?:you|we) (?:can|could|might) ",
    "(?:is|would) (?:it|there)(?: be)? (?:possible|feasible|any chance)(?: for you)? to ",
    "(?:is there )?any chance (?:that )?(?:you|we) (?:can|could|might) ",
    "(?:i|we) (?:was|were|am|are)(?: just)? wondering (?:if|whether) (?:you|we|someone) (?:can|could|might) (?:please )?",
    "(?:i|we)(?:['’]d| would) (?:really )?(?:appreciate|be (?:happy|glad|grateful|delighted)) (?:it )?(?:if|when) (?:you|someone) (?:can |could |would )?",
    "(?:i|we) (?:need|want|could use|would like) (?:some |your )?help (?:to |with |in )?(?=[a-z]+ing\\b|[a-z]+ )",
    "(?:(?:i|we) (?:am |are |['’]m |['’]re )?)?(?:need|want|would like|require|looking for|searching for|seeking) (?:(?:someone|somebody|anyone|you|people) (?:to|who (?:can|could|will|would))|an? (?:[a-z-]+ )?(?:developer|freelancer|engineer|person|expert|designer|programmer) (?:to|who (?:can|could|will|would))) ",
    "help (?:my|our) (?:\\w+ )?(?:son|daughter|kids?|child|children|students?|mother|father|mom|mum|dad|parents|partner|wife|husband|brother|sister|friend|team) (?:to )?(?=(?:prepare|study|learn|get|find|write|plan|practi[cs]e|choose|pass|understand)\\b)",
    "help (?:me|us)(?: out)?(?: to| with| by| in)? (?=[a-z])",
    "(?:give|lend) (?:me|us) a hand (?:with|in) ",
    "let['’]?s |let us ",
    "(?:a )?quick (?:one|question|request|thing|ask)\\s*[:,–-]\\s*",
    "it(?:['’]d| would) be (?:really |very |so )?(?:great|nice|good|cool|awesome|helpful|useful|lovely) (?:if|to|when) (?:(?:you|we|someone) (?:can|could|would) )?",
    "(?:(?:i['’]m|i am|we['’]re|we are) )?looking (?:for (?:a way|ways|someone|help) )?to ",
    "(?:you|we) should ",
    "(?:your|the|my|our) (?:task|goal|job|aim) is to ",
    "step \\d+\\s*[:.)-]\\s*",
    "(?:goal|task|todo|prompt|feature request|feature|story|epic|ticket)\\s*:\\s*",
    "(?:how about|what about|why not|why don['’]t (?:we|you|i)) (?=[a-z])",
    "(?:do not|don['’]t) (?:forget|hesitate) to ",
    "quickly ",
    "carefully ",
    "to (?=[a-z])",
  ].join("|")})`,
  "i",
);

/** Politeness that closes a request: it says nothing about the work. */
const closing =
  /[\s,;.!–—-]*(?:\b(?:please|pls|thanks(?: a lot| so much| in advance)?|thank you(?: very much| so much| in advance)?|many thanks|cheers|if (?:possible|you can|you could|you don['’]t mind|that['’]s ok(?:ay)?)|would you|could you|can you|asap|as soon as possible|when you (?:can|have time)|for me|somehow)\b|[:;]-?[)D])[\s.!?]*$/i;

/** Openings that turn a sentence into a request although it ends with a question mark. */
const requestOpening =
  /^(?:can|could|would|will|do|is|any|i|we|how about|what about|why not|why don['’]t|please|hi|hello|hey|help)\b/i;

/** Words that greet, thank or confirm, and ask for nothing. */
const smallTalk =
  /^(?:(?:hi+|hello+|hey+|yo|howdy|greetings|welcome|good (?:morning|afternoon|evening|night|day)|how are (?:you|things)(?: doing)?|how do you do|how is it going|how's it going|what['’]?s up|sup|nice to meet you|thanks|thank you|many thanks|cheers|ok(?:ay)?|yes|no|yeah|nope|sure|cool|great|nice|please|sorry|bye|goodbye|see you|help(?: me| us)?|ping|lol|there|everyone|everybody|all|team|folks|friends?|again|today|you|so much|very much|a lot|then|and|who are you|what can you do|are you there|anybody (?:there|here))(?:[\s,.!?:;)(-]+|$))+$/i;

/** True for "Hi there!", "Thanks a lot" and the like. */
export function isSmallTalk(text: string): boolean {
  return smallTalk.test(text.replace(/\p{Extended_Pictographic}/gu, "").trim());
}

/**
 * Removes "Please", "Can you help me" and "thanks" around a request; a request in the form of a question loses its
 * question mark, a real question keeps it.
 */
export function stripPoliteness(clause: string): string {
  let stripped = clause.trim();
  let isRequest = false;
  for (let next = strip(stripped); next !== stripped; next = strip(stripped)) {
    isRequest ||= requestOpening.test(stripped);
    stripped = next;
  }
  return isRequest && !/^(?:what|which|who|why|how|when|where)\b/i.test(stripped)
    ? stripped.replace(/[\s?!.]+$/, "")
    : stripped;
}

function strip(text: string): string {
  const next = text.replace(leadIn, "").trim();
  const closed = next.replace(closing, (match) =>
    match.includes("?") && !requestOpening.test(text) ? "?" : "",
  );
  const kept = closed.trim() === "" ? next : closed.trim();
  return kept === "" ? text : kept;
}
