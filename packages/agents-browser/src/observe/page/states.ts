/// <reference lib="dom" />
import type { Colors } from "../../visible/page/colors.ts";
import type { Dom } from "../../visible/page/dom.ts";
import type { Roles } from "./roles.ts";
import type { Texts } from "../../visible/page/texts.ts";
import type { Candidate } from "./walk.ts";

/** Reads what state an element is in, and how it looks. */
export function createStates(dom: Dom, colors: Colors, roles: Roles, texts: Texts) {
  const flag = (element: Element, name: string): boolean | undefined => {
    const value = dom.attribute(element, name);
    return value === "true" ? true : value === "false" ? false : undefined;
  };
  const amount = (text: string | null | undefined): number | undefined => {
    const number = text === null || text === undefined || text.trim() === "" ? Number.NaN : Number(text);
    return Number.isFinite(number) ? number : undefined;
  };
  const cut = (text: string, most: number): string => text.slice(0, most);

  const ofInput = (input: HTMLInputElement, state: Record<string, unknown>): void => {
    const type = input.type.toLowerCase();
    state.inputType = type;
    if (type === "checkbox" || type === "radio") state.isChecked = input.checked;
    else if (!/^(?:password|hidden|file|submit|reset|button|image)$/.test(type))
      state.value = cut(input.value, 1000);
    if (type === "range") {
      [state.min, state.max, state.step] = [
        amount(input.min) ?? 0,
        amount(input.max) ?? 100,
        amount(input.step) ?? 1,
      ];
    } else if (type === "number") {
      [state.min, state.max, state.step] = [amount(input.min), amount(input.max), amount(input.step)];
    }
    if (type === "file") state.canSelectSeveral = input.multiple;
  };

  const ofSelect = (select: HTMLSelectElement, state: Record<string, unknown>): void => {
    const options: { text: string; isSelected: boolean }[] = [];
    for (const option of select.options) {
      if (options.length >= 500) break;
      options.push({ text: cut(option.label.replace(/\s+/g, " ").trim(), 200), isSelected: option.selected });
    }
    state.options = options;
    state.canSelectSeveral = select.multiple;
    state.value = cut(
      [...select.selectedOptions]
        .slice(0, 50)
        .map((option) => option.label.trim())
        .join(", "),
      1000,
    );
  };

  const look = ({ element, sight }: Candidate, state: Record<string, unknown>): void => {
    const { style, inner } = sight;
    const isSvg = element instanceof SVGElement;
    const background = colors.read(style.backgroundColor);
    const text = colors.read(style.color);
    const fill = isSvg ? (colors.read(style.fill) ?? colors.read(style.stroke)) : undefined;
    const shown = isSvg ? fill : background && background[3] > 0 ? (inner?.background ?? background) : text;
    if (shown) state.color = colors.hex(shown);
    if (text && !isSvg) state.textColor = colors.hex(text);
    const size = amount(style.fontSize.replace("px", ""));
    if (size !== undefined) state.fontSize = size;
    if (isSvg) state.shape = dom.tag(element);
  };

  return {
    of(candidate: Candidate): Record<string, unknown> {
      const { element, role, sight } = candidate;
      const state: Record<string, unknown> = {};
      const tag = dom.tag(element);
      const control =
        tag === "label" && role !== "text" ? ((element as HTMLLabelElement).control ?? element) : element;
      if (control instanceof HTMLInputElement) ofInput(control, state);
      else if (control instanceof HTMLSelectElement) ofSelect(control, state);
      else if (control instanceof HTMLTextAreaElement) state.value = cut(control.value, 1000);
      else if (control instanceof HTMLProgressElement || control instanceof HTMLMeterElement) {
        [state.value, state.max] = [String(control.value), control.max];
      } else if (roles.isEditable(element)) state.value = texts.of(element, 1000);
      if (state.value === undefined && state.inputType !== "password") {
        const value = dom.attribute(element, "aria-valuetext") ?? dom.attribute(element, "aria-valuenow");
        if (value !== null) state.value = cut(value, 200);
      }
      state.min ??= amount(dom.attribute(element, "aria-valuemin"));
      state.max ??= amount(dom.attribute(element, "aria-valuemax"));
      state.isChecked ??= flag(element, "aria-checked") ?? flag(element, "aria-pressed");
      state.isSelected = flag(element, "aria-selected");
      state.isExpanded = flag(element, "aria-expanded");
      if (tag === "summary") {
        const details = dom.parent(element);
        if (details && dom.tag(details) === "details") state.isExpanded = dom.has(details, "open");
      }
      if (dom.matches(control, ":disabled") || dom.attribute(element, "aria-disabled") === "true") {
        state.isDisabled = true;
      }
      if (dom.has(control, "readonly") || dom.attribute(element, "aria-readonly") === "true")
        state.isReadOnly = true;
      if (dom.has(control, "required") || dom.attribute(element, "aria-required") === "true")
        state.isRequired = true;
      if (dom.matches(control, ":focus")) state.isFocused = true;
      if (roles.isDraggable(element, sight.style.cursor)) state.isDraggable = true;
      const placeholder = dom.attribute(element, "placeholder");
      if (placeholder) state.placeholder = cut(placeholder, 200);
      if (role === "heading") {
        state.level =
          amount(dom.attribute(element, "aria-level")) ?? (/^h[1-6]$/.test(tag) ? Number(tag[1]) : 2);
      }
      if (element instanceof HTMLAnchorElement && dom.has(element, "href"))
        state.href = cut(element.href, 2000);
      if (/auto|scroll/.test(sight.style.overflowX + sight.style.overflowY)) {
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
        if (scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1) state.isScrollable = true;
      }
      look(candidate, state);
      return state;
    },
  };
}

export type States = ReturnType<typeof createStates>;
