import { useState } from "react";
import { Button } from "../../../components/button.tsx";
import { anchorOf } from "./prose.tsx";
import { type Citation, readCitation } from "./read-citation.ts";

const shownAtOnce = 10;

/** Quotes with where they stand. */
export function CitationList({
  items,
  scope,
}: {
  readonly items: readonly unknown[];
  readonly scope: string;
}) {
  const [shown, setShown] = useState(shownAtOnce);
  const citations = items.slice(0, shown).map(readCitation);
  return (
    <>
      <ol className="value__citations">
        {citations.map((citation, index) =>
          citation === undefined ? undefined : (
            <li key={index} id={anchorOf(scope, citation.id ?? String(index + 1))} tabIndex={-1}>
              <CitationView citation={citation} />
            </li>
          ),
        )}
      </ol>
      {items.length > shown ? (
        <Button onClick={() => setShown(shown + 50)}>Show more ({items.length - shown} left)</Button>
      ) : undefined}
    </>
  );
}

/** One quote with where it stands. */
function CitationView({ citation }: { readonly citation: Citation }) {
  const { id, quote, statement, title, location, url, line, stance } = citation;
  const name = title ?? location;
  const place = `${location ?? ""}${line === undefined ? "" : `:${line}`}`;
  return (
    <>
      {statement === undefined ? undefined : <p>{statement}</p>}
      {quote === undefined ? undefined : <blockquote>{quote}</blockquote>}
      <p className="value__source">
        {id === undefined ? undefined : <span className="value__mark">{id}</span>}
        {stance === undefined ? undefined : <span className="value__mark">{stance}</span>}
        {url === undefined ? (
          <span>{name}</span>
        ) : (
          <a href={url} target="_blank" rel="noreferrer">
            {name}
          </a>
        )}
        {place === "" || place === name || url !== undefined ? undefined : <code>{place}</code>}
      </p>
    </>
  );
}
