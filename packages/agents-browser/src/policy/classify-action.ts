import type { ApprovalRequest } from "./approval.ts";

/** What is known of an action and of the element that it is done to; texts are the page's own. */
export interface ActionFacts {
  /** The action's name, such as "click". */
  readonly action: string;
  /** Of `press` and `type`: the keys, texts with their line breaks. */
  readonly keys?: string;
  readonly name: string;
  readonly text: string;
  /** Classes and ids, in single words: all that an icon says. */
  readonly classWords?: string;
  /** Of `select` the options, of `drag` what it is dropped on. */
  readonly choice?: string;
  /** Of what is around it: its form's or dialog's headings and buttons. */
  readonly formWords: string;
  /** Whether a click on it sends a form. */
  readonly isSubmit: boolean;
  /** Whether it belongs to a form, which Enter may send. */
  readonly hasForm: boolean;
  readonly isMultiline: boolean;
  /** Whether what is typed goes in, in place of doing something. */
  readonly isEditable?: boolean;
  /** Whether Enter and Space work on it like a click: buttons, links, boxes, and what has a script for it. */
  readonly isPressable: boolean;
  readonly isDownload: boolean;
  readonly isFileField: boolean;
  /** Absolute addresses, empty when there is none. */
  readonly pageUrl: string;
  readonly href: string;
  readonly formAction: string;
}

type Kind = ApprovalRequest["kind"];

/** Whole words; `\b` knows none but English letters. */
const words = (list: string): string => `(?<![\\p{L}\\p{N}])(?:${list})(?![\\p{L}\\p{N}])`;

/** Words of buttons that spend money, in English and the languages of many shops. */
const paying = new RegExp(
  `${words(
    "pay|paypal|buy|purchase|check ?out|order(?! by| history| number| status| details)|subscribe|donate|book now|reserve now|" +
      "bestellen|kaufen|bezahlen|zahlen|spenden|acheter|payer|commander|comprar|pagar|pedir|compra|acquista|paga|ordina|" +
      "kopen|betalen|afrekenen|köp|betala|kup|zapłać|zamawiam|купить|оплатить|заказать",
  )}|购买|付款|支付|下单|購入|注文|구매|결제`,
  "iu",
);

/** Words of buttons that take something away for good. */
const deleting = new RegExp(
  `${words(
    "delete|remove|erase|destroy|discard|wipe|purge|terminate|deactivate|unsubscribe|empty (?:the )?trash|" +
      "close (?:my |your )?account|cancel (?:my |your |the )?(?:subscription|order|account|membership|plan|booking)|" +
      "löschen|entfernen|kündigen|supprimer|effacer|résilier|eliminar|borrar|suprimir|elimina|cancella|excluir|apagar|" +
      "verwijderen|ta bort|radera|usuń|удалить",
  )}|删除|移除|削除|삭제`,
  "iu",
);

/** What icons are called that do the same. */
const payingIcon = words("pay|checkout|cart checkout|buy|purchase");
const deletingIcon = words("trash|trashcan|dustbin|delete|remove|destroy|unsubscribe");

/** Buttons that say nothing of what they do: the form or the dialog around them does. */
const vague = new RegExp(
  `^(?:${words("ok|okay|yes|confirm|continue|submit|send|go|ja|oui|sí|si|weiter|bestätigen|confirmer|confirmar|conferma|да")}|确认|確認|확인)`,
  "iu",
);

/**
 * What an action seems to do beyond the page, the gravest first; nothing for most. It goes by the words and the
 * structure of the page, so a page that hides what its buttons do is not seen through.
 *
 * @example
 * classifyAction({ ...facts, action: "click", name: "Pay now", isSubmit: true }); // ["pay"]
 */
export function classifyAction(facts: ActionFacts): readonly Kind[] {
  if (facts.action === "upload") return ["upload"];
  const presses = pressesButton(facts);
  const sends = sendsForm(facts);
  if (facts.action === "download") return [...crossings(facts), "download"];
  const kinds: Kind[] = [];
  const said = `${facts.name} ${facts.text} ${facts.choice ?? ""}`;
  const isVague = vague.test(facts.name.trim() || facts.text.trim());
  const isAsked = (isVague && presses) || (!presses && sends);
  const speaks = (pattern: RegExp, icon: string): boolean =>
    pattern.test(said) ||
    (!facts.isEditable && new RegExp(icon, "iu").test(facts.classWords ?? "")) ||
    (isAsked && pattern.test(facts.formWords));
  if (presses || sends || setsControl(facts)) {
    if (speaks(paying, payingIcon)) kinds.push("pay");
    if (speaks(deleting, deletingIcon)) kinds.push("delete");
  }
  if (deletesRow(facts) && !kinds.includes("delete")) kinds.push("delete");
  if (!presses && !sends) return kinds;
  if (sends && kinds.length === 0) kinds.push("submit");
  kinds.push(...crossings(facts));
  if (facts.isDownload) kinds.push("download");
  return kinds;
}

/** Where the action leads, when that is another origin than the page's. */
export function findCrossing(facts: ActionFacts): string | undefined {
  const goal = sendsForm(facts) ? facts.formAction || facts.href : facts.href;
  if (!URL.canParse(goal) || !URL.canParse(facts.pageUrl)) return undefined;
  const to = new URL(goal);
  if (to.protocol !== "http:" && to.protocol !== "https:") return undefined;
  return to.origin === new URL(facts.pageUrl).origin ? undefined : to.href;
}

function crossings(facts: ActionFacts): readonly Kind[] {
  return findCrossing(facts) === undefined ? [] : ["cross_origin"];
}

const enter = /(^|\+)(Enter|NumpadEnter|Return|\r?\n|\r)$/;
const enterOrSpace = /(^|\+)(Enter|NumpadEnter|Return|\r?\n|\r|Space| )$/;

function pressesButton({ action, keys, isPressable }: ActionFacts): boolean {
  if (action === "click" || action === "dblclick" || action === "download") return true;
  return (action === "press" || action === "type") && isPressable && enterOrSpace.test(keys ?? "");
}

/** What changes a control, which may do more than that: boxes, options, sliders, and what is dropped on. */
function setsControl({ action, isPressable, isEditable }: ActionFacts): boolean {
  if (action === "fill") return isPressable && isEditable !== true;
  return action === "check" || action === "uncheck" || action === "select" || action === "drag";
}

/** Outside of fields these keys take away what is selected. */
function deletesRow({ action, keys, isEditable }: ActionFacts): boolean {
  return action === "press" && isEditable !== true && /(^|\+)(Delete|Backspace)$/.test(keys ?? "");
}

function sendsForm(facts: ActionFacts): boolean {
  if (pressesButton(facts)) return facts.isSubmit;
  if (facts.isFileField || (facts.action !== "press" && facts.action !== "type")) return false;
  if (!enter.test(facts.keys ?? "")) return false;
  // In what has several lines Enter makes another one, and with such a key many pages send it.
  if (facts.isMultiline) return /^(Control|Meta|ControlOrMeta)\+/.test(facts.keys ?? "");
  return facts.hasForm;
}

/** Whether a goal's own words ask for what a kind does. */
export function asksFor(goal: string, kind: Kind): boolean {
  if (kind === "pay")
    return paying.test(goal) || /\b(?:order|book|checkout|payment|bestell|kauf)/iu.test(goal);
  if (kind === "delete") return deleting.test(goal) || /\bcancel\b/iu.test(goal);
  return true;
}
