import type { PartOfSpeech } from "wink-nlp";

/** What is used of the tagger, which types some of its properties more narrowly than it computes them. */
interface Tagger {
  readonly its: { readonly [name in "pos" | "lemma" | "precedingSpaces" | "uniqueId"]: unknown };
  readDoc(text: string): { tokens(): Column; sentences(): Column };
}

interface Column {
  out(): string[];
  out<Value>(property: unknown): Value[];
}

/** One word of a text, as written between two spaces, and what its sentence makes of it. */
export interface Word {
  /** As written, with its punctuation. */
  readonly text: string;
  /** In lower case and without the punctuation around it. */
  readonly bare: string;
  /** What it is in this sentence; the first word of a text counts as if it had no capital. */
  readonly tag: PartOfSpeech;
  /** The base form in this sentence: `"keep"` for "keeps". */
  readonly lemma: string;
  /** True for "don't", "cannot" and the like. */
  readonly isNegated: boolean;
}

/** What a word can be, whatever stands around it. */
interface WordKind {
  /** False for names, slips of the pen and other languages. */
  readonly isKnown: boolean;
  /** What it is more often than not. */
  readonly usual: PartOfSpeech;
  readonly canBeNoun: boolean;
  /** True for "onboard" too when nothing else is known of it but its ending: "-ize", "-ify". */
  readonly canBeVerb: boolean;
  /** The base form as a verb: `"plan"` for "planning". */
  readonly verb: string;
  /** The base form as a noun: `"ship"` for "ships". */
  readonly noun: string;
}

/** English as the tagger knows it; synchronous and pure. */
export interface English {
  /** The words of a text without repeated spaces, one for each piece that `text.split(" ")` gives. */
  tag(text: string): readonly Word[];
  kindOf(word: string): WordKind;
  /** The text in pieces that end where the tagger sees the end of a sentence; joined they are the text again. */
  splitSentences(text: string): readonly string[];
}

let loading: Promise<English> | undefined;

/** Loads the tagger and its model, once per process; nothing else imports them. */
export function loadEnglish(): Promise<English> {
  loading ??= load();
  return loading;
}

async function load(): Promise<English> {
  const [{ default: createTagger }, { default: model }] = await Promise.all([
    import("wink-nlp"),
    import("wink-eng-lite-web-model"),
  ]);
  return createEnglish(() => createTagger(model, ["sbd", "pos"]) as unknown as Tagger);
}

/** The tagger keeps every word that it does not know: after so many characters it is made anew. */
const mostCharacters = 2_000_000;
/** Characters of a word that the tagger sees: the time that it takes for one grows with the square of its length. */
const longestWord = 60;
const longWord = new RegExp(`\\S{${longestWord + 1},}`, "g");
/** Texts and words whose reading is kept, since a goal is looked at several times. */
const mostRemembered = 2_000;

function createEnglish(createTagger: () => Tagger): English {
  let tagger = createTagger();
  let characters = 0;
  // the model numbers its own words first
  const [firstUnknownId = 0] = tagger.readDoc("zqxjkvw").tokens().out<number>(tagger.its.uniqueId);
  const kinds = new Map<string, WordKind>();
  const texts = new Map<string, readonly Word[]>();

  function kindOf(word: string): WordKind {
    return remember(kinds, word, () => readKind(tagger, word, firstUnknownId));
  }

  function tag(text: string): readonly Word[] {
    return remember(texts, text, () => {
      characters += text.length;
      if (characters > mostCharacters) [tagger, characters] = [createTagger(), text.length];
      return readWords(tagger, text);
    });
  }

  function splitSentences(text: string): readonly string[] {
    const pieces: string[] = [];
    let start = 0;
    const written = text.replace(longWord, (word) => word.slice(0, longestWord).padEnd(word.length));
    for (const sentence of tagger.readDoc(written).sentences().out()) {
      const at = written.indexOf(sentence, start);
      if (at < 0) continue;
      const end = at + sentence.length;
      const next = text[end] === " " ? end + 1 : end;
      pieces.push(text.slice(start, next));
      start = next;
    }
    return start < text.length ? [...pieces, text.slice(start)] : pieces;
  }

  return { tag, kindOf, splitSentences };
}

function remember<Value>(memory: Map<string, Value>, key: string, read: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  if (memory.size >= mostRemembered) memory.clear();
  const value = read();
  memory.set(key, value);
  return value;
}

function readWords({ readDoc, its }: Tagger, text: string): Word[] {
  const written = text.split(" ");
  // "Refactor" would be taken for a name
  const lowered = /^\p{Lu}\p{Ll}/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
  const shown = lowered.replace(longWord, (word) => word.slice(0, longestWord));
  const pieces = shown.split(" ");
  const document = readDoc(shown);
  const tokens = document.tokens();
  const values = tokens.out();
  const spaces = tokens.out<string>(its.precedingSpaces);
  const tags = tokens.out<PartOfSpeech>(its.pos);
  const lemmas = tokens.out<string>(its.lemma);
  const words: Word[] = [];
  let piece = 0;
  let end = pieces[0]?.length ?? 0;
  let offset = 0;
  let inside: number[] = [];
  const close = (): void => {
    const whole = written[piece] ?? "";
    const bare = bareOf(whole);
    const main = inside.find((index) => /[\p{L}\p{N}]/u.test(values[index] ?? "")) ?? inside[0];
    words.push({
      text: whole,
      bare,
      tag: main === undefined ? "X" : (tags[main] ?? "X"),
      lemma: main === undefined || values[main]?.toLowerCase() !== bare ? bare : (lemmas[main] ?? bare),
      isNegated: inside.some((index) => /^(?:n['’]?t|not)$/i.test(values[index] ?? "")),
    });
    inside = [];
    piece += 1;
    end += 1 + (pieces[piece]?.length ?? 0);
  };
  values.forEach((value, index) => {
    offset += spaces[index]?.length ?? 0;
    while (offset > end && piece < pieces.length - 1) close();
    inside.push(index);
    offset += value.length;
  });
  while (piece < pieces.length) close();
  return words;
}

/** A word in lower case and without the punctuation around it. */
function bareOf(word: string): string {
  return word.toLowerCase().replace(/^[("“‘'[*_]+|[),.:;!?"”’'\]*_]+$/g, "");
}

/** Sentences that show what a word can be, and its places among their tokens. */
const frame = (word: string): string => `we must ${word} it . the ${word} . ${word}`;
const [asVerb, asNoun, alone, frameLength] = [2, 6, 8, 9] as const;

function readKind({ readDoc, its }: Tagger, word: string, firstUnknownId: number): WordKind {
  const tokens = /^\p{L}{1,40}$/u.test(word) ? readDoc(frame(word)).tokens() : undefined;
  const tags = tokens?.out<PartOfSpeech>(its.pos) ?? [];
  if (tokens === undefined || tags.length !== frameLength)
    return { isKnown: false, usual: "X", canBeNoun: true, canBeVerb: false, verb: word, noun: word };
  const lemmas = tokens.out<string>(its.lemma);
  const isKnown = (tokens.out<number>(its.uniqueId)[alone] ?? 0) < firstUnknownId;
  return {
    isKnown,
    usual: tags[alone] ?? "X",
    canBeNoun: tags[asNoun] === "NOUN",
    canBeVerb: tags[asVerb] === "VERB" || (!isKnown && /[^aeiou](?:i[sz]e|ify)$/.test(word)),
    verb: lemmas[asVerb] ?? word,
    noun: lemmas[asNoun] ?? word,
  };
}
