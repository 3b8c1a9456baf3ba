const months =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const weekdays = "(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?";
const shapes = [
  /^\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})$/,
  /^\d{4}[/.-]\d{1,2}[/.-]\d{1,2}$/,
  new RegExp(`^(?:${weekdays},? )?(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?$`, "i"),
  new RegExp(`^(?:${weekdays},? )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${months})\\.?(?:,? \\d{4})?$`, "i"),
  new RegExp(
    `^(?:today|tomorrow|yesterday|(?:next |this |last )(?:${weekdays}|week|month|year)|${weekdays})$`,
    "i",
  ),
  /^in (?:\d{1,3}|a|two|three) (?:days?|weeks?|months?)$/i,
];

/** Whether a text as a whole names a day. */
export function looksLikeDate(text: string): boolean {
  const trimmed = text.trim().replace(/^the /i, "");
  return trimmed.length <= 40 && shapes.some((shape) => shape.test(trimmed));
}
