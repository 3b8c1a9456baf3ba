/// <reference lib="dom" />

/**
 * Notes which elements listen for what people do, since nothing else tells such an element from a picture. Runs in
 * the page's own world before its scripts, closed; whoever asks, by an event of the secret name, is shown each
 * element by an event that begins at it. What a page makes of this decides only what is worth a look.
 */
export function noteListeners(name: string): void {
  const types = new Set(
    "click dblclick mousedown mouseup pointerdown pointerup touchstart touchend dragstart drop".split(" "),
  );
  const { apply } = Reflect;
  const { add, has } = { add: WeakSet.prototype.add, has: WeakSet.prototype.has };
  const { push } = Array.prototype;
  const { deref } = WeakRef.prototype;
  const { addEventListener: listen, dispatchEvent: dispatch } = EventTarget.prototype;
  const [OwnElement, OwnWeakRef, OwnEvent] = [Element, WeakRef, Event];
  const known = new WeakSet<Element>();
  const elements: WeakRef<Element>[] = [];
  const note = (target: unknown): void => {
    if (!(target instanceof OwnElement) || elements.length >= 20_000 || apply(has, known, [target])) return;
    apply(add, known, [target]);
    apply(push, elements, [new OwnWeakRef(target)]);
  };
  EventTarget.prototype.addEventListener = new Proxy(listen, {
    apply(method, target, values: unknown[]) {
      const type = values[0];
      if (typeof type === "string" && types.has(type)) note(target);
      return apply(method, target, values);
    },
  });
  for (const property of ["onclick", "ondblclick", "onmousedown", "onmouseup", "onpointerdown"]) {
    const descriptor = Object.getOwnPropertyDescriptor(HTMLElement.prototype, property);
    if (!descriptor?.set) continue;
    const set = new Proxy(descriptor.set, {
      apply(method, target, values: unknown[]) {
        if (typeof values[0] === "function") note(target);
        return apply(method, target, values);
      },
    });
    Object.defineProperty(HTMLElement.prototype, property, { ...descriptor, set });
  }
  apply(listen, window, [
    name,
    () => {
      for (let index = 0; index < elements.length; index += 1) {
        const element = apply(deref, elements[index], []) as Element | undefined;
        if (element) apply(dispatch, element, [new OwnEvent(`${name}-one`, { composed: true })]);
      }
    },
  ]);
}

/** Asks for the elements that were noted; runs beside the page. */
export function createHearing(name: string) {
  return function hear(): ReadonlySet<Element> {
    const heard = new Set<Element>();
    const take = (event: Event): void => {
      const [target] = event.composedPath();
      if (target instanceof Element && heard.size < 20_000) heard.add(target);
      event.stopImmediatePropagation();
    };
    window.addEventListener(`${name}-one`, take, true);
    window.dispatchEvent(new Event(name));
    window.removeEventListener(`${name}-one`, take, true);
    return heard;
  };
}
