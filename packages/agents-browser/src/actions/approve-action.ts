/// <reference lib="dom" />
import { awaitUnlessAborted } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import type { ApprovalRequest } from "../policy/approval.ts";
import { type ActionFacts, classifyAction, findCrossing } from "../policy/classify-action.ts";
import { requireApproval } from "../policy/create-approver.ts";
import type { Action } from "../program/action.ts";
import type { Acting } from "./acting.ts";
import { checkFacts } from "./targets/check-facts.ts";
import { readFacts } from "./targets/element-facts.ts";
import type { FoundElement } from "./targets/found-element.ts";

/**
 * Passes the approve hook for every effect that the action seems to have. The element is looked at again afterwards:
 * what became something else while somebody thought about it was not approved.
 */
export async function approveAction(
  action: Action,
  element: FoundElement | undefined,
  acting: Acting,
): Promise<void> {
  if (element === undefined) return;
  const { context, signal } = acting;
  const facts = collectFacts(action, element, acting);
  const kinds = classifyAction(facts);
  if (kinds.length === 0) return;
  const crossing = findCrossing(facts);
  const destination = crossing ?? (facts.isSubmit ? facts.formAction : facts.href);
  for (const kind of kinds) {
    const request: ApprovalRequest = {
      kind,
      action: action.action,
      element: element.description,
      url: facts.pageUrl,
      ...(destination !== "" && { destination }),
      source: context.source ?? "program",
      ...(context.goal !== undefined && { goal: context.goal }),
    };
    await requireApproval(context.approve, context.secrets.redact(request), signal);
  }
  const [now] = checkFacts(await awaitUnlessAborted(signal, () => element.handle.evaluate(readFacts)));
  const later = now && collectFacts(action, { ...element, facts: now }, acting);
  if (later === undefined || sumUp(later) !== sumUp(facts)) {
    throw new BrowserError(
      "not_approved",
      `${element.description} changed while it was being approved; what it does now was not.`,
    );
  }
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

function collectFacts(action: Action, { facts, frame }: FoundElement, { page }: Acting): ActionFacts {
  const keys =
    action.action === "press"
      ? action.key
      : action.action === "type" && typeof action.text === "string"
        ? action.text
        : undefined;
  const isButtonInput = /^(submit|button|image|reset)$/.test(facts.inputType);
  const isTyped = keys !== undefined && action.action === "type";
  return {
    action: action.action,
    // A field's name says what goes in, not what Enter does.
    ...(keys !== undefined && { keys: isTyped ? (/[\r\n]/.test(keys) ? "\n" : "") : keys }),
    name: facts.name,
    text: facts.text,
    formWords: facts.formWords,
    isSubmit: facts.isSubmit,
    hasForm: facts.hasForm,
    isMultiline: facts.tag === "textarea" || facts.isEditable,
    isPressable:
      facts.tag === "button" ||
      isButtonInput ||
      facts.href !== "" ||
      /^(button|link|menuitem)$/.test(facts.role),
    isDownload: facts.isDownload,
    isFileField: facts.inputType === "file",
    pageUrl: frame.url() || page.url(),
    href: facts.href,
    formAction: facts.formAction,
  };
}
