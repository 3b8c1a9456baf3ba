/// <reference lib="dom" />
import { awaitUnlessAborted } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import type { ApprovalRequest } from "../policy/approval.ts";
import { type ActionFacts, classifyAction, findCrossing } from "../policy/classify-action.ts";
import { hasHook, requireApproval } from "../policy/create-approver.ts";
import type { Action } from "../program/action.ts";
import type { Acting } from "./acting.ts";
import { checkEffect } from "./targets/check-facts.ts";
import { type EffectFacts, readEffect } from "./targets/effect-facts.ts";
import type { FoundElement } from "./targets/found-element.ts";

/**
 * Passes the approve hook for every effect that the action seems to have; `onto` is what something is dropped on. The
 * element is looked at again afterwards: what became something else while somebody thought about it was not approved.
 */
export async function approveAction(
  action: Action,
  element: FoundElement | undefined,
  acting: Acting,
  onto?: FoundElement,
): Promise<void> {
  const { context, signal } = acting;
  // Nobody is asked, and everything passes.
  if (!hasHook(context.approve) && context.source !== "model") return;
  if (element === undefined) {
    const isDeleting = action.action === "press" && /(^|\+)(Delete|Backspace)$/.test(action.key);
    if (isDeleting) await ask("delete", action, "the page", "", acting);
    return;
  }
  const facts = await collectFacts(action, element, acting, onto);
  const kinds = classifyAction(facts);
  if (kinds.length === 0) return;
  const crossing = findCrossing(facts);
  const destination = crossing ?? (facts.isSubmit ? facts.formAction : facts.href);
  for (const kind of kinds) await ask(kind, action, element.description, destination, acting);
  const later = await collectFacts(action, element, acting, onto);
  signal.throwIfAborted();
  if (sumUp(later) !== sumUp(facts)) {
    throw new BrowserError(
      "not_approved",
      `${element.description} changed while it was being approved; what it does now was not.`,
    );
  }
}

/** Asks before a language model goes to another origin by an address of its own; others name what they mean. */
export async function approveVisit(action: Action, url: URL, acting: Acting): Promise<void> {
  acting.gesture?.expectVisit(url);
  if (acting.context.source !== "model" || URL.parse(acting.page.url())?.origin === url.origin) return;
  await ask("cross_origin", action, url.origin, url.href, acting);
}

async function ask(
  kind: ApprovalRequest["kind"],
  action: Action,
  element: string,
  destination: string,
  { context, signal, page, gesture }: Acting,
): Promise<void> {
  const request: ApprovalRequest = {
    kind,
    action: action.action,
    element,
    url: page.url(),
    ...(destination !== "" && { destination }),
    source: context.source ?? "program",
    ...(context.goal !== undefined && { goal: context.goal }),
  };
  await requireApproval(context.approve, context.secrets.redact(request), signal);
  gesture?.noteApproval(kind, destination);
}

/** What makes an approval another one; a clock that ticks in a button's name does not. */
function sumUp(facts: ActionFacts): string {
  return JSON.stringify([
    classifyAction(facts),
    findCrossing(facts),
    facts.isSubmit,
    facts.formAction,
    facts.href,
  ]);
}

async function collectFacts(
  action: Action,
  element: FoundElement,
  acting: Acting,
  onto: FoundElement | undefined,
): Promise<ActionFacts> {
  const { facts, frame } = element;
  const isClick = action.action === "click" || action.action === "dblclick";
  const effect = await readEffectOf(element, acting, isClick ? (action.position ?? null) : undefined);
  const below = onto && (await readEffectOf(onto, acting, undefined));
  const isSlider = action.action === "fill" && effect.inputType === "range";
  const choice =
    action.action === "select"
      ? action.options.join(" ")
      : below && `${onto.facts.name} ${below.words} ${below.classWords}`;
  return {
    action: action.action,
    ...readKeys(action),
    name: facts.name,
    text: effect.words,
    classWords: effect.classWords,
    ...(choice !== undefined && { choice: choice.slice(0, 2000) }),
    formWords: effect.formWords,
    isSubmit: effect.isSubmit,
    hasForm: effect.hasForm,
    isMultiline: effect.isMultiline,
    isEditable: effect.isEditable && !isSlider,
    isPressable: effect.isPressable || isSlider,
    isDownload: effect.isDownload,
    isFileField: effect.inputType === "file",
    pageUrl: frame.url() || acting.page.url(),
    href: effect.href,
    formAction: effect.formAction,
  };
}

async function readEffectOf(
  { handle, description }: FoundElement,
  { signal }: Acting,
  position: { readonly x: number; readonly y: number } | null | undefined,
): Promise<EffectFacts> {
  const effect = checkEffect(
    await awaitUnlessAborted(signal, () => handle.evaluate(readEffect, position as never)),
  );
  if (effect !== undefined) return effect;
  throw new BrowserError("page_unresponsive", `The page does not tell what ${description} does.`);
}

/** The key, or what of a text presses something; a field's text says what goes in, and a secret's nothing. */
function readKeys(action: Action): { readonly keys?: string } {
  if (action.action === "press") return { keys: action.key };
  if (action.action !== "type" || typeof action.text !== "string") return {};
  return { keys: /[\r\n]/.test(action.text) ? "\n" : action.text.includes(" ") ? " " : "" };
}
