/// <reference lib="dom" />

/** Of elements those within another one, also across open shadow roots; all when there is none. Runs in the page. */
export function keepInside<Subject extends Element | readonly Element[]>(
  subject: Subject,
  holder: Element | null,
): Subject | Element[] {
  if (holder === null || !Array.isArray(subject)) return subject;
  return subject.filter((element: Element) => {
    for (let current: Node | null = element; current;) {
      if (current === holder) return true;
      current = current.parentNode ?? (current instanceof ShadowRoot ? current.host : null);
    }
    return false;
  });
}
