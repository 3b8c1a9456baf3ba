import { type ReactNode } from "react";
import { splitAtCitations } from "./find-citations.ts";

/** How references to evidence are shown. */
export type ShowCitation = (id: string, key: string) => ReactNode;

const inline =
  /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\[([^\]\n]{1,300})\]\((https?:\/\/[^\s()]{1,2000})\)|(https?:\/\/[^\s<>"'`\])]{1,2000}[^\s<>"'`\]).,;:!?])/g;

/** A line of an answer: emphasis, code, addresses, and citations as the answer shows them. */
export function InlineText({ text, cite }: { readonly text: string; readonly cite: ShowCitation }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    parts.push(...showPlain(text.slice(from, match.index), cite, String(from)));
    const [whole, code, strong, label, target, address] = match;
    const key = `m${match.index}`;
    if (code !== undefined) parts.push(<code key={key}>{code}</code>);
    else if (strong !== undefined) parts.push(<strong key={key}>{showPlain(strong, cite, key)}</strong>);
    else {
      parts.push(
        <a key={key} href={target ?? address} target="_blank" rel="noreferrer">
          {label ?? address ?? whole}
        </a>,
      );
    }
    from = match.index + whole.length;
  }
  parts.push(...showPlain(text.slice(from), cite, String(from)));
  return <>{parts}</>;
}

function showPlain(text: string, cite: ShowCitation, key: string): readonly ReactNode[] {
  return splitAtCitations(text).flatMap((part, at) =>
    part.kind === "text" ? [part.text] : part.ids.map((id, nth) => cite(id, `${key}-${at}-${nth}`)),
  );
}
