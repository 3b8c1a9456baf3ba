import { useEffect, useLayoutEffect, useRef } from "react";

/** Pixels from the end that still count as the end. */
const nearness = 96;

/** Keeps the end of the page in view while it grows, unless one has scrolled up; returns how to go there anyway. */
export function useFollowEnd(content: unknown): () => void {
  const isAtEnd = useRef(true);
  useEffect(() => {
    const look = (): void => {
      const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
      isAtEnd.current = scrollHeight - clientHeight - scrollTop < nearness;
    };
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, []);
  useLayoutEffect(() => {
    if (isAtEnd.current) window.scrollTo(0, document.documentElement.scrollHeight);
  }, [content]);
  return () => {
    isAtEnd.current = true;
  };
}
