/** One measured number, in the unit that its name or its format tells. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly format: "percent" | "ratio" | "milliseconds" | "megabytes" | "count";
}

/** Writes a figure with its unit. */
export function formatFigure({ value, format }: Figure): string {
  switch (format) {
    case "percent":
      return `${value.toFixed(2)} %`;
    case "ratio":
      return value.toFixed(3);
    case "milliseconds":
      return value < 100 ? `${value.toFixed(2)} ms` : `${value.toFixed(0)} ms`;
    case "megabytes":
      return `${value.toFixed(0)} MiB`;
    case "count":
      return String(value);
  }
}
