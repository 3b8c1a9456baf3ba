import { systemRuntime } from "@convoke/core";
import { useEffect, useEffectEvent } from "react";
import { useLocation } from "wouter";
import { places } from "./places.ts";

const togetherMs = 1_500;

/** Keys that work everywhere but while one types: `g` and a letter goes to a place, `/` searches, `?` explains. */
export function useShortcuts(showHelp: () => void): void {
  const [, navigate] = useLocation();
  const onKey = useEffectEvent((event: KeyboardEvent, isAfterG: boolean): void => {
    const { key } = event;
    if (isAfterG) {
      const place = places.find((each) => each.key === key);
      if (place === undefined) return;
      event.preventDefault();
      navigate(place.path);
    } else if (key === "/") {
      event.preventDefault();
      const search = document.querySelector<HTMLElement>("main input[type=search]");
      if (search === null) navigate("/runs?focus=search");
      else search.focus();
    } else if (key === "?") {
      event.preventDefault();
      showHelp();
    }
  });
  useEffect(() => {
    let lastG = -Infinity;
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return;
      const now = systemRuntime.now();
      const isAfterG = now - lastG < togetherMs;
      lastG = event.key === "g" && !isAfterG ? now : -Infinity;
      if (lastG === -Infinity) onKey(event, isAfterG);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input, textarea, select, dialog") !== null ||
    target.closest("[role=application]") !== null
  );
}
