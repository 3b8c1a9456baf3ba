import type { NameSource, ObservedElement } from "./observation.ts";

/** An element as a frame describes it, checked; places are still the frame's own. */
export type CheckedElement = Omit<ObservedElement, "ref" | "parent" | "frame"> & {
  readonly id: number;
  /** Index of the listed ancestor in the same list. */
  readonly parent: number | undefined;
  /** Of an iframe: where its content begins. */
  readonly inside: { readonly x: number; readonly y: number } | undefined;
};

/** What a frame said, checked and cut. */
export interface CheckedSnapshot {
  readonly elements: readonly CheckedElement[];
  readonly viewport: readonly number[];
  readonly title: string;
  readonly lookedAt: number;
  readonly isTruncated: boolean;
}

const nameSources: ReadonlySet<string> = new Set<NameSource>([
  "aria", "label", "text", "alt", "placeholder", "title", "value", "neighbour", "words", "none",
]); // prettier-ignore

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown, most: number): string | undefined =>
  typeof value === "string" ? value.slice(0, most) : undefined;
const number = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? Math.round(value * 100) / 100 : undefined;
const flag = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);
const list = (value: unknown, most: number): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, most) : [];
const color = (value: unknown): string | undefined =>
  typeof value === "string" && /^#[0-9a-f]{6}$/.test(value) ? value : undefined;
const word = (value: unknown): string | undefined =>
  typeof value === "string" && /^[a-z][a-z0-9_.-]{0,40}$/i.test(value) ? value : undefined;

function readOptions(value: unknown): ObservedElement["options"] {
  if (!Array.isArray(value)) return undefined;
  return list(value, 500)
    .filter(isFields)
    .map((option) => ({ text: text(option.text, 200) ?? "", isSelected: option.isSelected === true }));
}

const texts = { value: 1000, placeholder: 200, href: 2000 } as const;
const numbers = ["min", "max", "step", "level", "fontSize"] as const;
const flags = [
  "isChecked", "isSelected", "isExpanded", "isDisabled", "isReadOnly", "isFocused", "isRequired",
  "isDraggable", "isScrollable", "isCovered", "canSelectSeveral",
] as const; // prettier-ignore

/** The optional states, of which only those that are there are set. */
function readStates(raw: Fields): Partial<ObservedElement> {
  const states: Record<string, unknown> = {};
  for (const [name, most] of Object.entries(texts)) states[name] = text(raw[name], most);
  for (const name of numbers) states[name] = number(raw[name]);
  for (const name of flags) states[name] = flag(raw[name]);
  states.inputType = word(raw.inputType);
  states.shape = word(raw.shape);
  states.color = color(raw.color);
  states.textColor = color(raw.textColor);
  states.options = readOptions(raw.options);
  if (states.inputType === "password") delete states.value;
  return Object.fromEntries(Object.entries(states).filter(([, value]) => value !== undefined));
}

function readElement(raw: Fields, index: number, used: Set<number>): CheckedElement | undefined {
  const { id } = raw;
  const role = word(raw.role);
  const tag = word(raw.tag);
  const [x, y, width, height] = [raw.x, raw.y, raw.width, raw.height].map(number);
  if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 1 || used.has(id)) return undefined;
  if (!role || !tag || x === undefined || y === undefined || width === undefined || height === undefined) {
    return undefined;
  }
  used.add(id);
  const parent =
    typeof raw.parent === "number" && raw.parent >= 0 && raw.parent < index ? raw.parent : undefined;
  const source = nameSources.has(String(raw.nameSource)) ? (raw.nameSource as NameSource) : "none";
  const [insideX, insideY] = [number(raw.insideX), number(raw.insideY)];
  return {
    id,
    role,
    name: text(raw.name, 200) ?? "",
    nameSource: source,
    tag,
    words: list(raw.words, 40).flatMap((entry) => text(entry, 40) ?? []),
    text: text(raw.text, 1000) ?? "",
    box: { x, y, width, height },
    isInView: raw.isInView === true,
    isInteractive: raw.isInteractive === true,
    parent,
    inside: insideX === undefined || insideY === undefined ? undefined : { x: insideX, y: insideY },
    ...(readStates(raw) as object),
  };
}

/**
 * Reads what a frame answered; `undefined` for what is no answer. Elements of a wrong shape are dropped, texts are cut,
 * and no more than `most` elements are taken.
 */
export function readSnapshot(answer: unknown, most: number): CheckedSnapshot | undefined {
  if (typeof answer !== "string" || answer.length > 50_000_000) return undefined;
  let raw: unknown;
  try {
    raw = JSON.parse(answer);
  } catch {
    return undefined;
  }
  if (!isFields(raw)) return undefined;
  const used = new Set<number>();
  const elements: CheckedElement[] = [];
  /** Where the elements went, since parents are named by their place. */
  const places: (number | undefined)[] = [];
  list(raw.elements, most).forEach((entry, index) => {
    const element = isFields(entry) ? readElement(entry, index, used) : undefined;
    places.push(element && elements.length);
    if (!element) return;
    elements.push({ ...element, parent: element.parent === undefined ? undefined : places[element.parent] });
  });
  return {
    elements,
    viewport: [0, 1, 2, 3, 4, 5].map((at) => number(list(raw.viewport, 6)[at]) ?? 0),
    title: text(raw.title, 1000) ?? "",
    lookedAt: number(raw.lookedAt) ?? 0,
    isTruncated: raw.isTruncated === true,
  };
}
