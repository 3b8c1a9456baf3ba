import type { English } from "./english.ts";
import { findTechnology } from "../technologies.ts";
import { intentOfVerb } from "../verbs.ts";

/** Small words of other languages that English has too, most of them as abbreviations or rare nouns. */
const foreign = new Set(
  "un,une,le,la,les,des,du,de,en,et,pour,dans,el,los,las,y,con,por,para,per,di,il,lo,gli,una,das,der,die,den,dem,des,ein,mit,von,und,het,een,van,met,og,av,som,um,uma,com,sem,na,se,est,que,es,ist,te,je,mi,su,o,e,da,do,ni,si,ich,ja,na,ke,ki,ka".split(
    ",",
  ),
);
/** Kinds of words that hold sentences together; an English text of some length has them. */
const holdsTogether = /^(?:DET|ADP|PRON|AUX|CCONJ|SCONJ|PART)$/;
const accented = /[^\p{ASCII}’‘–—]/u;

/**
 * Tells whether a text is in English: by its script, by the share of its words that the tagger knows, and by the words
 * that hold sentences together.
 *
 * Names and technologies count for neither side, so "Todo app" and "Refactor the Nginx config" pass.
 */
export function isEnglish(text: string, english: English): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters < 2 || latin * 2 < letters) return false;
  let known = 0;
  let unknown = 0;
  let joints = 0;
  const words = english.tag(text.replace(quoted, " ").trim().slice(0, longestSample));
  for (const [index, { text: written, bare, tag }] of words.entries()) {
    const isName = index > 0 && /^[("“]*\p{Lu}/u.test(written) && written !== "I";
    if (isName || !/\p{L}/u.test(bare) || /\d/.test(bare) || findTechnology(bare) !== undefined) continue;
    const isPlain = /^[a-z][a-z'’-]*$/.test(bare);
    if (intentOfVerb.has(bare)) known += 1;
    else if (foreign.has(bare)) unknown += englishToo.has(bare) && joints > 0 ? 0 : 1;
    else if (accented.test(bare)) unknown += 1;
    else if (isPlain && holdsTogether.test(tag)) [known, joints] = [known + 1, joints + 1];
    else if (isKnown(bare, english)) known += bare.length > 2 ? 1 : 0;
    else unknown += 1;
  }
  // names in Latin letters inside another script are no English: "比较 React 和 Vue"
  if (known === 0) return latin === letters && unknown === 0;
  return joints > 0
    ? known >= unknown
    : known > unknown || (known === unknown && known === 1 && !accented.test(text));
}

/** Characters: a text's language shows in its first words. */
const longestSample = 600;
/** What is quoted may be in any language. */
const quoted = /[“"][^“”"]*[”"]/g;

/** "well-known" and "customer's" by their parts. */
function isKnown(word: string, english: English): boolean {
  if (/^vs$|['’](?:s|t|re|ve|ll|d|m)$|s['’]$/.test(word)) return true;
  return word.split("-").every((part) => english.kindOf(part).isKnown);
}

const englishToo = new Set("die,me,do,per,si,mi,o,e,so,van".split(","));

/** True when a text holds at least one of the words that hold English sentences together. */
export function hasFunctionWord(text: string, english: English): boolean {
  return english.tag(text).some(({ bare, tag }) => holdsTogether.test(tag) && !foreign.has(bare));
}
