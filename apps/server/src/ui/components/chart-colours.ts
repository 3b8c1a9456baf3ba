/** Calls `listener` when the colours change: the reader's choice, or the system's; returns how to stop. */
export function onColoursChange(listener: () => void): () => void {
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  system.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", listener);
  };
}

/** Reads tokens as colours that a canvas takes, within an element. */
export function createColourReader(element: HTMLElement): (token: string) => string {
  // A custom property tells its text; only a property that takes colours tells which of light and dark it is.
  const probe = document.createElement("span");
  probe.hidden = true;
  return (token) => {
    element.append(probe);
    probe.style.color = `var(${token})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}
