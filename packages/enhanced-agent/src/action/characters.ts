/** Letters of other scripts that look like one of ours: pairs of our letter and those that are read as it. */
const lookAlikes =
  "AАΑаαᎪᴀ BВΒвᏴʙ CСсϹϲᏟᴄ DԀԁᎠᴅ EЕеΕεᎬᴇ FϜꓝ GԌɡᏀɢ HНнΗһᎻʜ IІіΙιӀıᏆɪ JЈјϳᎫᴊ KКкΚκᏦᴋ LᏞʟⱠ MМмΜᎷᴍ " +
  "NΝɴпո OОоΟοՕօᴏ PРрΡρᏢᴘ QԚԛ RᎡʀ SЅѕՏᏚꜱ TТтΤτᎢᴛ UՍսυᴜ VѴѵνᏙᴠ WԜԝᎳᴡ XХхΧχ YУуΥүҮʏ ZΖᏃᴢ";

/** What is read as a colon, beside the full-width one that Unicode itself maps to it. */
const colons = "ː˸։׃܃܄፡᛬᠃᠉⁚∶ꓽ꞉︓︰﹕：";

/** Dashes of one stroke, and those that stand for several. */
const dashes = "‐‑‒–−‾⁃﹣－﹘─━┄═╌ー";
const longDashes = "—―⸺⸻";

const letters = new Map<number, string>();
for (const group of lookAlikes.split(" ")) {
  const [letter = "", ...others] = group;
  for (const other of others) letters.set(other.codePointAt(0)!, letter);
}
for (const colon of colons) letters.set(colon.codePointAt(0)!, ":");
for (const dash of dashes) letters.set(dash.codePointAt(0)!, "-");
for (const dash of longDashes) letters.set(dash.codePointAt(0)!, "--");
for (const quote of "“”„«»‘’") letters.set(quote.codePointAt(0)!, '"');
for (const bullet of "•‣◦▪▫●○·∙") letters.set(bullet.codePointAt(0)!, "•");

const ignorable = /^[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]$/u;
const plain = /^[\x20-\x7e]{1,3}$/;

/** No text: the character is one that the words of the language cannot hold. */
const foreign = "\0";

/**
 * What a character beyond ASCII is read as within a keyword: ASCII that it looks like, a space, nothing when it cannot be seen,
 * or `foreign`.
 */
function foldCharacter(codePoint: number): string {
  const known = letters.get(codePoint);
  if (known !== undefined) return known;
  const character = String.fromCodePoint(codePoint);
  if (/^\s$/.test(character) && codePoint !== 0xfeff) return " ";
  if (ignorable.test(character)) return "";
  const compatible = character.normalize("NFKC");
  if (plain.test(compatible)) return compatible;
  const first = compatible.codePointAt(0)!;
  return letters.get(first) ?? foreign;
}

/** Characters of a line in which a keyword must be complete; what comes later is text. */
export const longestHead = 256;

/**
 * The head of a line as keywords are read: plain ASCII. Ends before the first character that no keyword holds.
 */
export interface FoldedHead {
  readonly text: string;
  /** Where in the line the character at the same place of `text` ends; left out when the places are the same. */
  readonly ends?: readonly number[];
  /** Whether all of the line could be read. */
  readonly whole: boolean;
}

/** Reads the head of a line as `FoldedHead` describes it, or up to its first colon. */
export function foldHead(line: string, stopsAtColon = false): FoldedHead {
  const length = Math.min(line.length, longestHead);
  let at = 0;
  while (at < length) {
    const code = line.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return foldForeign(line, length, stopsAtColon);
    at += 1;
    if (code === 0x3a && stopsAtColon) break;
  }
  return { text: at === line.length ? line : line.slice(0, at), whole: at === line.length };
}

function foldForeign(line: string, length: number, stopsAtColon: boolean): FoldedHead {
  const ends: number[] = [];
  let text = "";
  let at = 0;
  while (at < length) {
    const code = line.codePointAt(at)!;
    at += code > 0xffff ? 2 : 1;
    const folded = code >= 0x20 && code < 0x7f ? line[at - 1]! : foldAny(code);
    if (folded === foreign) return { text, ends, whole: false };
    text += folded;
    for (let count = 0; count < folded.length; count += 1) ends.push(at);
    if (stopsAtColon && folded === ":") break;
  }
  return { text, ends, whole: at >= line.length };
}

function foldAny(code: number): string {
  if (code === 0x09 || code === 0x0b || code === 0x0c) return "\t";
  // Those that texts hold many of, before the tables are asked.
  if (code === 0xfeff || (code >= 0x200b && code <= 0x200f) || code === 0xad) return "";
  if (code === 0xa0) return " ";
  return foldCharacter(code);
}
