import type { ApprovalRequest } from "./approval.ts";

/** What is known of an action and of the element that it is done to; texts are the page's own. */
export interface ActionFacts {
  /** The action's name, such as "click". */
  readonly action: string;
  /** Of `press` and `type`: the keys, texts with their line breaks. */
  readonly keys?: string;
  readonly name: string;
  readonly text: string;
  /** Of what is around it: its form's or dialog's headings and buttons. */
  readonly formWords: string;
  /** Whether a click on it sends a form. */
  readonly isSubmit: boolean;
  /** Whether it belongs to a form, which Enter may send. */
  readonly hasForm: boolean;
  readonly isMultiline: boolean;
  /** Whether Enter and Space work on it like a click. */
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
  if (!presses && !sends) return [];
  const kinds: Kind[] = [];
  const said = `${facts.name} ${facts.text}`;
  const isVague = vague.test(facts.name.trim() || facts.text.trim());
  const speaks = (pattern: RegExp): boolean =>
    pattern.test(said) || ((isVague || !presses) && pattern.test(facts.formWords));
  if (speaks(paying)) kinds.push("pay");
  if (speaks(deleting)) kinds.push("delete");
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

function pressesButton({ action, keys, isPressable }: ActionFacts): boolean {
  if (action === "click" || action === "dblclick" || action === "download") return true;
  return action === "press" && isPressable && /(^|\+)(Enter|NumpadEnter|Space| )$/.test(keys ?? "");
}

function sendsForm(facts: ActionFacts): boolean {
  if (pressesButton(facts)) return facts.isSubmit;
  if (!facts.hasForm || facts.isMultiline || facts.isFileField) return false;
  if (facts.action === "press") return /(^|\+)(Enter|NumpadEnter)$/.test(facts.keys ?? "");
  return facts.action === "type" && /[\r\n]/.test(facts.keys ?? "");
}

/** Whether a goal's own words ask for what a kind does. */
export function asksFor(goal: string, kind: Kind): boolean {
  if (kind === "pay")
    return paying.test(goal) || /\b(?:order|book|checkout|payment|bestell|kauf)/iu.test(goal);
  if (kind === "delete") return deleting.test(goal) || /\bcancel\b/iu.test(goal);
  return true;
}
