import { systemRuntime } from "@convoke/core";

/** A page that comes back may need so long until it is as high as it was. */
const longestMs = 5_000;
const mostKept = 100;

const positions = new Map<string, number>();

/** Remembers how far a page was scrolled, by its address. */
export function keepScroll(address: string): void {
  positions.delete(address);
  positions.set(address, window.scrollY);
  const [oldest] = positions.keys();
  if (positions.size > mostKept && oldest !== undefined) positions.delete(oldest);
}

/** Scrolls to where a page was, as soon as it is high enough; whoever scrolls first is left alone. Returns how to stop. */
export function restoreScroll(address: string): () => void {
  const wanted = positions.get(address) ?? 0;
  if (wanted === 0) return () => undefined;
  const ended = new AbortController();
  const { signal } = ended;
  const stop = (): void => ended.abort();
  const attempt = (): void => {
    if (document.documentElement.scrollHeight - window.innerHeight < wanted) return;
    window.scrollTo(0, wanted);
    stop();
  };
  const observer = new ResizeObserver(attempt);
  observer.observe(document.body);
  const cancel = systemRuntime.schedule(stop, longestMs);
  for (const type of ["wheel", "touchstart", "keydown", "pointerdown"] as const)
    window.addEventListener(type, stop, { signal, passive: true });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    cancel();
  });
  return stop;
}
