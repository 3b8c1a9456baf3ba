/// <reference lib="dom" />

/** What acting on an element may set off: of the control that it belongs to, and of what is around that. Texts are cut. */
export interface EffectFacts {
  /** Of the control; of the element itself when it belongs to none. */
  readonly tag: string;
  readonly inputType: string;
  readonly role: string;
  /** What the element, its control, and its label say, titles of pictures included. */
  readonly words: string;
  /** Classes, ids and data names of the same, in single words: icons often say no more. */
  readonly classWords: string;
  /** Whether Enter, Space or a click works on it like on a button. */
  readonly isPressable: boolean;
  /** Whether what is typed there goes in. */
  readonly isEditable: boolean;
  readonly isMultiline: boolean;
  readonly isSubmit: boolean;
  readonly hasForm: boolean;
  /** Absolute addresses, empty when there is none. */
  readonly href: string;
  readonly isDownload: boolean;
  readonly formAction: string;
  /** Words around a form or dialog: its name, headings and buttons. */
  readonly formWords: string;
}

/** Reads them, for a click at `position` in the element where one is given; runs in the page, so it is closed. */
export function readEffect(
  element: Element,
  position?: { readonly x: number; readonly y: number } | null,
): EffectFacts {
  const tidy = (text: unknown, most: number): string =>
    String(text ?? "")
      .slice(0, most * 20)
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, most);
  /** Also out of shadow trees. */
  const parentOf = (part: Element): Element | null => {
    if (part.assignedSlot) return part.assignedSlot;
    if (part.parentElement) return part.parentElement;
    const root = part.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  };
  const chainOf = (part: Element): Element[] => {
    const chain: Element[] = [];
    for (let current: Element | null = part; current && chain.length < 60; current = parentOf(current))
      chain.push(current);
    return chain;
  };
  /** What a click would hit, when that is a part of the element. */
  const hitOf = (part: Element): Element => {
    if (position === undefined) return part;
    const box = part.getBoundingClientRect();
    const x = box.x + (position ? position.x : box.width / 2);
    const y = box.y + (position ? position.y : box.height / 2);
    let hit = (part.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);
    for (let depth = 0; hit?.shadowRoot && depth < 20; depth += 1) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit && chainOf(hit).includes(part) ? hit : part;
  };
  const pressables =
    "button,input,select,textarea,a[href],area[href],summary,[onclick],[onmousedown],[onpointerdown],[onmouseup],[onpointerup]," +
    "[role=button],[role=link],[role=menuitem],[role=menuitemcheckbox],[role=menuitemradio],[role=checkbox]," +
    "[role=radio],[role=switch],[role=tab],[role=option],[role=treeitem]";
  const isFormElement = (part: Element): boolean =>
    part.localName.includes("-") &&
    (customElements.get(part.localName) as { formAssociated?: unknown } | undefined)?.formAssociated === true;

  const start = hitOf(element);
  const chain = chainOf(start);
  const nearest = chain.find((part) => part.matches(pressables));
  const label = chain.find((part): part is HTMLLabelElement => part instanceof HTMLLabelElement);
  const isInLabel =
    label !== undefined && (nearest === undefined || chain.indexOf(label) < chain.indexOf(nearest));
  const host = chain.find(isFormElement);
  const control = (isInLabel ? label.control : undefined) ?? nearest ?? host ?? start;
  const own = chain.slice(0, Math.max(0, chain.indexOf(isInLabel ? label : (nearest ?? start))) + 1);
  const labels = [...((control as HTMLInputElement).labels ?? [])].slice(0, 3);
  const described = (control.getAttribute("aria-labelledby") ?? "")
    .split(/\s+/)
    .slice(0, 5)
    .map((id) => (id && (control.getRootNode() as Document).getElementById?.(id)) || null)
    .filter((part) => part !== null);
  const pictures = [
    ...control.querySelectorAll("svg,svg title,use,img,i,span[class],[data-icon],[aria-label]"),
  ].slice(0, 12);
  const speaking = [...new Set([element, ...own.slice(0, 10), control, ...labels, ...described])];
  const isText = (part: Element): boolean =>
    part.matches("input:not([type=submit],[type=button],[type=reset],[type=image]),textarea,select");
  /** What holds other controls is not named by their words. */
  const holdsOthers = (part: Element): boolean =>
    !(part instanceof HTMLLabelElement) &&
    part.querySelector("button,a[href],input,select,[role=button]") !== null;
  const textOf = (part: Element): string =>
    isText(part) || holdsOthers(part)
      ? ""
      : part instanceof HTMLInputElement
        ? part.value
        : tidy(part instanceof HTMLElement ? part.innerText : part.textContent, 200);
  const namesOf = (part: Element): string =>
    ["aria-label", "title", "alt"].map((name) => part.getAttribute(name) ?? "").join(" ");
  const classesOf = (part: Element): string =>
    ["class", "id", "data-icon", "data-testid", "data-action", "href", "xlink:href"]
      .map((name) =>
        name.endsWith("href") && part.localName !== "use" ? "" : (part.getAttribute(name) ?? ""),
      )
      .join(" ");
  const words = [
    ...speaking.map((part) => `${namesOf(part)} ${textOf(part)}`),
    ...pictures.map((part) => `${namesOf(part)} ${part.localName === "title" ? part.textContent : ""}`),
  ].join(" ");
  const classWords = [...speaking, ...pictures]
    .map(classesOf)
    .join(" ")
    .slice(0, 8000)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[^A-Za-z]+/g, " ");

  const ownForm = (control as HTMLInputElement).form;
  const form =
    ownForm instanceof HTMLFormElement
      ? ownForm
      : (chain.find((part): part is HTMLFormElement => part instanceof HTMLFormElement) ?? null);
  const type = String((control as HTMLButtonElement).type ?? "");
  const isButton = control.localName === "button" || control.localName === "input";
  const isSubmit =
    form !== null &&
    ((isButton && (type === "submit" || type === "image") && ownForm !== null) || host !== undefined);
  const link = chain.find((part) => part.matches("a[href],area[href]")) as HTMLAnchorElement | undefined;
  // `form.action` may be shadowed by a field of that name: the attribute is read instead.
  const action =
    isSubmit && control.hasAttribute("formaction")
      ? control.getAttribute("formaction")
      : form?.getAttribute("action");
  let formAction = "";
  try {
    if (form) formAction = new URL(action || location.href, document.baseURI).href;
  } catch {
    formAction = "";
  }
  const dialog = chain.find(
    (part) =>
      part.matches("dialog,[role=dialog],[role=alertdialog],[aria-modal=true],[popover]") ||
      (part !== document.body &&
        part !== document.documentElement &&
        /modal|dialog|popup|overlay|confirm|alert|drawer|lightbox|sheet/i.test(
          `${part.getAttribute("class") ?? ""} ${part.id}`,
        )),
  );
  const around = [...new Set([form, dialog])].flatMap((part) => {
    if (!part) return [];
    const headings = [...part.querySelectorAll("h1,h2,h3,h4,h5,legend,[role=heading],[class*=title]")].slice(
      0,
      3,
    );
    const lines = part === dialog ? [...part.querySelectorAll("p")].slice(0, 2) : [];
    const buttons = part === form ? [...part.querySelectorAll("button,input[type=submit]")].slice(0, 5) : [];
    return [
      part.getAttribute("aria-label"),
      part.getAttribute("name"),
      part.getAttribute("id"),
      ...[...headings, ...lines].map((heading) => tidy(heading.textContent, 150)),
      ...buttons.map((button) => (button instanceof HTMLInputElement ? button.value : button.textContent)),
    ];
  });
  const isButtonInput = /^(submit|button|image|reset|checkbox|radio)$/.test(type);
  const isField = isText(control) && !(control.localName === "input" && isButtonInput);
  const isEditable = (control as HTMLElement).isContentEditable === true;
  return {
    tag: control.localName,
    inputType: control instanceof HTMLInputElement ? control.type : "",
    role: tidy(control.getAttribute("role"), 40).toLowerCase(),
    words: tidy(words, 600),
    classWords: tidy(classWords, 400),
    isPressable: !isField && !isEditable && (nearest !== undefined || isInLabel || host !== undefined),
    isEditable: isField || isEditable,
    isMultiline: control.localName === "textarea" || isEditable,
    isSubmit,
    hasForm: form !== null,
    href: tidy(link?.href, 2000),
    isDownload: link?.hasAttribute("download") === true,
    formAction: formAction.slice(0, 2000),
    formWords: tidy(around.join(" "), 400),
  };
}
