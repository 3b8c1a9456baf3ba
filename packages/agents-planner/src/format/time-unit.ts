/** How times of one schedule are written: all in one unit. */
export interface TimeUnit {
  /** `0–3 s` */
  readonly format: (startSeconds: number, endSeconds: number) => string;
  /** `3 s` */
  readonly formatOne: (seconds: number) => string;
}

const units = [
  { from: 864_000, name: "days", size: 86_400, digits: 1 },
  { from: 36_000, name: "h", size: 3600, digits: 1 },
  { from: 600, name: "min", size: 60, digits: 1 },
  { from: 100, name: "s", size: 1, digits: 0 },
  { from: 0, name: "s", size: 1, digits: 2 },
] as const;

/** Days, hours, minutes or seconds, as the whole length asks for. */
export function chooseTimeUnit(seconds: number): TimeUnit {
  const { name, size, digits } = units.find(({ from }) => seconds >= from) ?? units[4];
  const write = (value: number): string => String(Number((value / size).toFixed(digits)));
  return {
    format: (start, end) => `${write(start)}–${write(end)} ${name}`,
    formatOne: (value) => `${write(value)} ${name}`,
  };
}
