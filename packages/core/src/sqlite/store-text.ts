/**
 * SQLite ends a text at NUL and cannot keep halves of surrogate pairs. Both are written with characters that Unicode
 * keeps for internal use (U+FDD0 to U+FDEF): sixteen digits, and one that begins an escape.
 */
const firstDigit = 0xfdd0;
const escape = "\ufde0";

const unsafe = /[\0\p{Surrogate}\ufdd0-\ufdef]/gu;
const escaped = /\ufde0([\ufdd0-\ufddf]{4})/g;
/** Quick to ask, and false for nearly every text; pairs of surrogates make it true, too. */
const mayBeUnsafe = /[\0\ud800-\udfff\ufdd0-\ufdef]/;

/** Writes any text so that SQLite keeps it; different texts stay different, and parts of a text stay parts of it. */
export function encodeText(text: string): string {
  return mayBeUnsafe.test(text) ? text.replace(unsafe, escapeUnit) : text;
}

/** The text that was encoded. */
export function decodeText(text: string): string {
  return text.includes(escape) ? text.replace(escaped, (_, digits: string) => readUnit(digits)) : text;
}

function escapeUnit(character: string): string {
  const digits = character.charCodeAt(0).toString(16).padStart(4, "0");
  return (
    escape + Array.from(digits, (digit) => String.fromCharCode(firstDigit + parseInt(digit, 16))).join("")
  );
}

function readUnit(digits: string): string {
  const hex = Array.from(digits, (digit) => (digit.charCodeAt(0) - firstDigit).toString(16)).join("");
  return String.fromCharCode(parseInt(hex, 16));
}
