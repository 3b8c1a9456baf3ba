/** A time of day. */
export interface TimeOfDay {
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
}

/** Reads "3:30 pm", "15:45", "9am", "half past" not; noon and midnight. `undefined` for what names no time. */
export function readTime(text: string): TimeOfDay | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed.length > 20) return undefined;
  if (trimmed === "noon") return { hour: 12, minute: 0 };
  if (trimmed === "midnight") return { hour: 0, minute: 0 };
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(?:([ap])\.?\s?m\.?|o'clock)?$/.exec(trimmed);
  if (parts === null || (parts[2] === undefined && parts[3] === undefined && !trimmed.includes("o'")))
    return undefined;
  const said = Number(parts[1]);
  const minute = Number(parts[2] ?? 0);
  const half = parts[3];
  if (minute > 59 || said > 23 || (half !== undefined && (said === 0 || said > 12))) return undefined;
  const hour = half === undefined ? said : (said % 12) + (half === "p" ? 12 : 0);
  return { hour, minute };
}

const two = (number: number): string => String(number).padStart(2, "0");

/** A time in the format of a field: "15:45" for `type=time`, "3:45 PM" where the placeholder or value has a half of the day. */
export function writeTime(
  { hour, minute }: TimeOfDay,
  {
    inputType,
    placeholder = "",
    value = "",
  }: {
    readonly inputType?: string | undefined;
    readonly placeholder?: string | undefined;
    readonly value?: string | undefined;
  },
): string {
  if (inputType === "time" || !/\b[ap]\.?m\b|hh?:mm? ?a|--$/i.test(`${placeholder} ${value}`.slice(0, 200)))
    return `${two(hour)}:${two(minute)}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)} ${hour < 12 ? "AM" : "PM"}`;
}
