import { systemRuntime } from "@convoke/core";
import { domStatements, ruleStatements } from "../../visible/page/basics.ts";
import { createChooser } from "./choose.ts";
import { createCollector } from "./collect.ts";
import { createEngine } from "./engine.ts";
import { createHearing } from "./listeners.ts";
import { createNames } from "./names.ts";
import { createNeighbours } from "./neighbours.ts";
import { createReader } from "./read-text.ts";
import { createRoles } from "./roles.ts";
import { createStates } from "./states.ts";
import { createWalker } from "./walk.ts";
import { createWords } from "./words.ts";

/** The secret name of the events by which the page's world tells which elements listen. */
export const listenerEvent = `convoke-${systemRuntime.createId()}`;

/**
 * The text of the engine: an expression that gives it. Made of the functions' own texts, so each is closed and gets the
 * others as arguments; it does nothing before the first question, since Playwright evaluates it in every document.
 */
export const engineScript = `(() => {
  let engine;
  const create = () => {
    ${domStatements}
    const hear = (${createHearing.toString()})("${listenerEvent}");
    const createBasics = () => {
      ${ruleStatements}
      return { colors, scopes, texts, coverOf };
    };
    const createCollect = () => {
      const { colors, scopes, texts, coverOf } = createBasics();
      const roles = (${createRoles.toString()})(dom, hear());
      return (${createCollector.toString()})({
        dom,
        texts,
        coverOf,
        walk: (${createWalker.toString()})(dom, scopes, roles, texts),
        choose: (${createChooser.toString()})(),
        names: (${createNames.toString()})(dom, texts),
        words: (${createWords.toString()})(dom),
        neighbourOf: (${createNeighbours.toString()})(texts),
        states: (${createStates.toString()})(dom, colors, roles, texts),
      });
    };
    const createRead = () => {
      const { scopes, texts, coverOf } = createBasics();
      return (${createReader.toString()})(dom, scopes, texts, coverOf);
    };
    return (${createEngine.toString()})({ dom, createCollect, createRead });
  };
  return { queryAll: (root, body) => (engine ??= create()).queryAll(root, body) };
})()`;
