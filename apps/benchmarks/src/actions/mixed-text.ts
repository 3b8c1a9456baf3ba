import type { RandomNumbers } from "../planning/schedules/random-numbers.ts";

/** What a model writes between its actions: prose, lists, code, quotations, words of other scripts. */
const proses = [
  "I will look at the paper first, and then write the code that it needs. That is enough for now.\n\n",
  "- First: read what is there\n- Then: write the test\n- At last, say what came out of it\n\n",
  "```ts\nconst doubled = [1, 2, 3].map((each) => each * 2);\nconsole.log(doubled); // ACTION: none\n```\n\n",
  "> The leader must hold a lease, says the paper.\n> Otherwise it may answer with an old value.\n\n",
  "Über die Straße zu gehen ist “einfach” – 漢字も、そうです。Так и есть: да.\n\n",
  "| step | agent |\n|---|---|\n| read | knowledge |\n| write | code |\n\n",
];
const actions = [
  "ACTION: DELEGATE\nAGENT_TYPE: knowledge\nTASK: Find what the paper says about leases: how long, and why?\nUse its own words.\n---END---\n\n",
  'ACTION: DELEGATE\nAGENT_TYPE: code\nTASK: Write it\nINPUT: {"language": "TypeScript", "depth": 2}\nTIMEOUT: 60\n---END---\n\n',
  "ACTION: PLAN\nSTEPS:\n- [knowledge] Read the paper\n- [code] Write the test\nCRITERIA:\n- It runs\n---END---\n\n",
  "**ACTION:** ANSWER\n**TEXT:** It is so [E1]. In code:\n```ts\nconst lease = 10;\n```\n— END —\n\n",
];

/** A message of about `size` characters. */
export function drawMessage(random: RandomNumbers, size: number): string {
  let text = "";
  while (text.length < size) {
    text += random.pick(proses);
    if (random.next() < 0.4) text += random.pick(actions);
  }
  return text;
}

/** A text in pieces of `least` to `most` characters. */
export function cutText(random: RandomNumbers, text: string, least: number, most: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const length = random.between(least, most);
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}
