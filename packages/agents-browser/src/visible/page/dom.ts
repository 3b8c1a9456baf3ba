/// <reference lib="dom" />

/**
 * Reads the DOM through the prototypes' own accessors, since a form's fields may hide its properties behind their names
 * (`<input name="parentNode">`). Runs inside the page: closed, like everything in this folder.
 */
export function createDom() {
  const readerOf = <Value>(prototype: object, name: string) => {
    const get = Object.getOwnPropertyDescriptor(prototype, name)!.get!;
    return (object: Node): Value => Reflect.apply(get, object, []) as Value;
  };
  const { getAttribute, hasAttribute, getBoundingClientRect, getAttributeNames, matches, querySelectorAll } =
    Element.prototype;
  const { elementFromPoint, elementsFromPoint, createRange, createElement } = Document.prototype;
  const { getRootNode } = Node.prototype;
  const documentElement = readerOf<Element | null>(Document.prototype, "documentElement");
  const scrollingElement = readerOf<Element | null>(Document.prototype, "scrollingElement");
  const title = readerOf<string>(Document.prototype, "title");
  const textContent = readerOf<string | null>(Node.prototype, "textContent");
  const parentNode = readerOf<Node | null>(Node.prototype, "parentNode");
  const firstChild = readerOf<Node | null>(Node.prototype, "firstChild");
  const nextSibling = readerOf<Node | null>(Node.prototype, "nextSibling");
  const shadowRoot = readerOf<ShadowRoot | null>(Element.prototype, "shadowRoot");
  const isConnected = readerOf<boolean>(Node.prototype, "isConnected");
  const nodeType = readerOf<number>(Node.prototype, "nodeType");
  const localName = readerOf<string>(Element.prototype, "localName");
  const data = readerOf<string>(CharacterData.prototype, "data");
  const slotOfText = readerOf<HTMLSlotElement | null>(Text.prototype, "assignedSlot");
  const assignedSlot = readerOf<HTMLSlotElement | null>(Element.prototype, "assignedSlot");

  // A page has no runtime to inject; its own clock only ends its own work.
  const { now } = Performance.prototype;

  const isElement = (node: Node): node is Element => nodeType(node) === 1;
  const tag = (element: Element): string => localName(element).toLowerCase();
  const attribute = (element: Element, name: string): string | null =>
    Reflect.apply(getAttribute, element, [name]);

  const childrenOfNode = (node: Node): Node[] => {
    const children: Node[] = [];
    for (let child = firstChild(node); child; child = nextSibling(child)) children.push(child);
    return children;
  };

  return {
    isElement,
    isText: (node: Node): node is Text => nodeType(node) === 3,
    isConnected: (node: Node): boolean => isConnected(node),
    tag,
    data: (node: Text): string => data(node),
    attribute,
    has: (element: Element, name: string): boolean => Reflect.apply(hasAttribute, element, [name]),
    attributeNames: (element: Element): string[] => Reflect.apply(getAttributeNames, element, []),
    matches: (element: Element, selector: string): boolean => Reflect.apply(matches, element, [selector]),
    rectangle: (element: Element): DOMRect => Reflect.apply(getBoundingClientRect, element, []),

    all: (element: Element, selector: string): Element[] => [
      ...Reflect.apply(querySelectorAll, element, [selector]),
    ],
    /** With hidden text. */
    fullText: (element: Element): string => textContent(element) ?? "",

    // A document's elements may hide its properties as well.
    now: (): number => Reflect.apply(now, performance, []),
    root: (): Element | null => documentElement(document),
    scroller: (): Element | null => scrollingElement(document),
    title: (): string => title(document),
    hit: (x: number, y: number): Element | null => Reflect.apply(elementFromPoint, document, [x, y]),
    hits: (x: number, y: number): Element[] => Reflect.apply(elementsFromPoint, document, [x, y]),
    range: (): Range => Reflect.apply(createRange, document, []),
    create: (name: string): Element => Reflect.apply(createElement, document, [name]),

    /** As they are laid out: what a shadow root shows, what a slot was given. */
    children(element: Element): Node[] {
      const root = shadowRoot(element);
      if (root) return childrenOfNode(root);
      if (tag(element) === "slot" && element instanceof HTMLSlotElement) {
        const assigned = element.assignedNodes();
        if (assigned.length > 0) return assigned;
      }
      return childrenOfNode(element);
    },

    childrenOfNode,
    hasShadow: (element: Element): boolean => shadowRoot(element) !== null,
    /** Whether it is laid out by a host's shadow root, and is not one of the host's own children. */
    isInShadowOf: (element: Element, host: Element): boolean => parentNode(element) === shadowRoot(host),
    parentOfText(text: Text): Element | undefined {
      const slot = slotOfText(text);
      if (slot) return slot;
      const parent = parentNode(text);
      if (parent === null || isElement(parent)) return parent ?? undefined;
      return parent instanceof ShadowRoot ? parent.host : undefined;
    },

    /** The element around it as laid out: its slot, its host, its parent. */
    parent(element: Element): Element | undefined {
      const slot = assignedSlot(element);
      if (slot) return slot;
      const parent = parentNode(element);
      if (parent === null) return undefined;
      if (isElement(parent)) return parent;
      return parent instanceof ShadowRoot ? parent.host : undefined;
    },

    /** The element of an id in the same document or shadow root. */
    byId(element: Element, id: string): Element | undefined {
      const root = Reflect.apply(getRootNode, element, []);
      if (!(root instanceof Document) && !(root instanceof ShadowRoot)) return undefined;
      const selector = `[id="${CSS.escape(id)}"]`;
      const prototype = root instanceof Document ? Document.prototype : DocumentFragment.prototype;
      return Reflect.apply(prototype.querySelector, root, [selector]) ?? undefined;
    },
  };
}

export type Dom = ReturnType<typeof createDom>;
