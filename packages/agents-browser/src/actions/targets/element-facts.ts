/// <reference lib="dom" />

/** What is known of an element; texts are the page's own and cut. */
export interface ElementFacts {
  readonly tag: string;
  /** Of an input, else empty. */
  readonly inputType: string;
  readonly role: string;
  readonly name: string;
  readonly text: string;
  readonly label: string;
  readonly testId: string;
  /** The attribute that the test id stands in, such as `data-test`. */
  readonly testAttribute: string;
  readonly id: string;
  readonly isVisible: boolean;
  /** Whether it takes a place that nobody sees it in, as boxes do whose label is drawn instead. */
  readonly isSeeThrough: boolean;
  readonly isDisabled: boolean;
  readonly isEditable: boolean;
  readonly isMultiple: boolean;
  /** Named sections around the element, the nearest first. */
  readonly around: readonly { readonly role: string; readonly name: string }[];
  /** From the nearest element with an id that looks made by people, else from the root. */
  readonly path: string;
}

/** Reads the facts of one element or several, at most 200; runs in the page, so it is closed. */
export function readFacts(given: Element | readonly Element[], most?: number | void): ElementFacts[] {
  const elements = Array.isArray(given)
    ? (given as readonly Element[]).slice(0, most ?? 200)
    : [given as Element];
  const tidy = (text: unknown, most: number): string =>
    String(text ?? "")
      .slice(0, most * 20)
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, most);
  const textOf = (element: Element, most = 200): string =>
    tidy(element instanceof HTMLElement ? element.innerText : element.textContent, most);
  const implied: Readonly<Record<string, string>> = {
    article: "article",
    aside: "complementary",
    button: "button",
    dialog: "dialog",
    fieldset: "group",
    footer: "contentinfo",
    form: "form",
    header: "banner",
    hr: "separator",
    img: "img",
    li: "listitem",
    main: "main",
    menu: "list",
    meter: "meter",
    nav: "navigation",
    ol: "list",
    option: "option",
    output: "status",
    p: "paragraph",
    progress: "progressbar",
    summary: "",
    table: "table",
    tbody: "rowgroup",
    td: "cell",
    textarea: "textbox",
    th: "columnheader",
    tr: "row",
    ul: "list",
  };
  const inputRoles: Readonly<Record<string, string>> = {
    button: "button",
    checkbox: "checkbox",
    email: "textbox",
    image: "button",
    number: "spinbutton",
    radio: "radio",
    range: "slider",
    reset: "button",
    search: "searchbox",
    submit: "button",
    tel: "textbox",
    text: "textbox",
    url: "textbox",
  };
  const roleOf = (element: Element): string => {
    const explicit = (element.getAttribute("role") ?? "").trim().split(/\s+/)[0]!.toLowerCase();
    if (explicit !== "" && explicit !== "none" && explicit !== "presentation") return explicit;
    const tag = element.localName;
    if (tag === "a" || tag === "area") return element.hasAttribute("href") ? "link" : "";
    if (/^h[1-6]$/.test(tag)) return "heading";
    if (tag === "section")
      return element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby") ? "region" : "";
    if (tag === "select")
      return (element as HTMLSelectElement).multiple || (element as HTMLSelectElement).size > 1
        ? "listbox"
        : "combobox";
    if (tag === "input") {
      const type = (element as HTMLInputElement).type;
      const hasList = element.hasAttribute("list") && /^(text|search|tel|url|email)$/.test(type);
      return hasList ? "combobox" : (inputRoles[type] ?? "");
    }
    return implied[tag] ?? "";
  };
  const labelOf = (element: Element): string => {
    const labels = (element as HTMLInputElement).labels;
    return labels ? tidy([...labels].map((label) => label.textContent).join(" "), 200) : "";
  };
  const namedByContent =
    /^(button|cell|checkbox|columnheader|gridcell|heading|link|menuitem|menuitemcheckbox|menuitemradio|option|radio|row|rowheader|switch|tab|tooltip|treeitem)$/;
  const nameOf = (element: Element, role: string): string => {
    const ids = (element.getAttribute("aria-labelledby") ?? "").trim();
    const root = element.getRootNode() as Document | ShadowRoot;
    if (ids !== "") {
      const parts = ids
        .split(/\s+/)
        .slice(0, 10)
        .map((id) => root.getElementById(id)?.textContent ?? "");
      const name = tidy(parts.join(" "), 200);
      if (name !== "") return name;
    }
    const own = tidy(element.getAttribute("aria-label"), 200);
    if (own !== "") return own;
    const label = labelOf(element);
    if (label !== "") return label;
    if (element.localName === "fieldset") {
      const legend = element.querySelector(":scope > legend");
      if (legend) return textOf(legend);
    }
    if (element.localName === "table") {
      const caption = element.querySelector(":scope > caption");
      if (caption) return textOf(caption);
    }
    if (element instanceof HTMLInputElement && /^(submit|button|reset)$/.test(element.type)) {
      const value = tidy(element.value, 200);
      if (value !== "") return value;
    }
    const alt = tidy(element.getAttribute("alt"), 200);
    if (alt !== "") return alt;
    if (namedByContent.test(role)) {
      const images = [...element.querySelectorAll("img[alt]")]
        .slice(0, 3)
        .map((image) => image.getAttribute("alt"));
      const content = textOf(element) || tidy(images.join(" "), 200);
      if (content !== "") return content;
    }
    return tidy(element.getAttribute("title"), 200) || tidy(element.getAttribute("placeholder"), 200);
  };
  const escapeId = (id: string): string => CSS.escape(id);
  const looksStable = (id: string): boolean =>
    id.length > 1 &&
    id.length < 60 &&
    !/\d{3,}|[:[\]]|^(ember|react|radix|mui|ext-|yui)|[0-9a-f]{8}/i.test(id) &&
    !/^\d/.test(id);
  const pathOf = (element: Element): string => {
    const steps: string[] = [];
    for (let current: Element | null = element; current && steps.length < 30;) {
      const root = current.getRootNode() as Document | ShadowRoot;
      const id = current.id;
      if (id && looksStable(id) && root.querySelectorAll(`#${escapeId(id)}`).length === 1) {
        steps.unshift(`#${escapeId(id)}`);
        break;
      }
      const parent: Element | null = current.parentElement;
      if (!parent) {
        // Out of a shadow tree the path goes on at its host: Playwright's selectors see through.
        const host: Element | undefined = root instanceof ShadowRoot ? root.host : undefined;
        if (!host) steps.unshift(current.localName);
        else steps.unshift(`${current.localName}:nth-child(${[...root.children].indexOf(current) + 1})`);
        current = host ?? null;
        if (host) steps.unshift(" ");
        continue;
      }
      const alike = [...parent.children].filter((child) => child.localName === current!.localName);
      steps.unshift(
        alike.length === 1
          ? current.localName
          : `${current.localName}:nth-of-type(${alike.indexOf(current) + 1})`,
      );
      current = parent;
    }
    return steps.join(" > ").replaceAll(" >   > ", " ");
  };
  const isVisible = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility === "visible";
  };
  const isSeeThrough = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1 || getComputedStyle(element).opacity === "0";
  };
  const aroundOf = (element: Element): { role: string; name: string }[] => {
    const found: { role: string; name: string }[] = [];
    let current: Element | null = element.parentElement;
    for (
      let depth = 0;
      current && depth < 40 && found.length < 4;
      depth += 1, current = current.parentElement
    ) {
      const role = roleOf(current);
      if (
        !/^(row|listitem|article|region|dialog|alertdialog|form|group|navigation|main|complementary|banner|contentinfo|tabpanel|table|list|search|toolbar|menu|radiogroup)$/.test(
          role,
        )
      )
        continue;
      let name = nameOf(current, role);
      if (name === "" || role === "row") {
        const heading = current.querySelector(
          "h1,h2,h3,h4,h5,h6,legend,th[scope=row],[role=heading],[role=rowheader]",
        );
        const cell = role === "row" ? current.querySelector("td,[role=cell],[role=gridcell]") : null;
        const own = heading ?? cell;
        if (own) name = textOf(own, 100);
      }
      if (name !== "") found.push({ role, name: name.slice(0, 100) });
    }
    return found;
  };
  return elements.map((element) => {
    const role = roleOf(element);
    const testAttribute = ["data-testid", "data-test-id", "data-test", "data-qa", "data-cy"].find((name) =>
      element.getAttribute(name),
    );
    return {
      tag: element.localName,
      inputType: element instanceof HTMLInputElement ? element.type : "",
      role,
      name: nameOf(element, role),
      text: textOf(element, 100),
      label: labelOf(element),
      testId: tidy(testAttribute && element.getAttribute(testAttribute), 200),
      testAttribute: testAttribute ?? "",
      id: tidy(element.id, 200),
      isVisible: isVisible(element),
      isSeeThrough: isSeeThrough(element),
      isDisabled: element.matches(":disabled") || element.getAttribute("aria-disabled") === "true",
      isEditable: (element as HTMLElement).isContentEditable === true,
      isMultiple: (element as HTMLSelectElement).multiple === true,
      around: aroundOf(element),
      path: pathOf(element).slice(0, 1000),
    };
  });
}
