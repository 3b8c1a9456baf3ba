import { Fragment, type ReactNode, useState } from "react";
import { Button } from "../../../components/button.tsx";
import { formatCount } from "../../../components/format.ts";
import { cutProse } from "./cut-prose.ts";

const mostCharacters = 4_000;

/** Text as it was written: paragraphs, headings, addresses as links, marks of evidence as links to it. */
export function Prose({ text, scope }: { readonly text: string; readonly scope: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? text : text.slice(0, mostCharacters);
  return (
    <div className="value__prose">
      {shown.split(/\n{2,}/).map((paragraph, index) => (
        <p key={index} dir="auto">
          {paragraph.split("\n").map((line, number) => (
            <Fragment key={number}>
              {number > 0 ? "\n" : undefined}
              <Line line={line} scope={scope} />
            </Fragment>
          ))}
        </p>
      ))}
      {shown.length < text.length ? (
        <Button onClick={() => setIsWhole(true)}>Show all {formatCount(text.length)} characters</Button>
      ) : undefined}
    </div>
  );
}

function Line({ line, scope }: { readonly line: string; readonly scope: string }): ReactNode {
  const heading = /^#{1,6}\s+(.*)$/.exec(line);
  if (heading !== null) return <strong>{heading[1]}</strong>;
  return cutProse(line).map((part, index) => {
    if (part.kind === "text") return <Fragment key={index}>{part.text}</Fragment>;
    if (part.kind === "address")
      return (
        <a key={index} href={part.text} target="_blank" rel="noreferrer">
          {part.text}
        </a>
      );
    return (
      <a key={index} className="value__cite" href={`#${anchorOf(scope, part.id)}`}>
        {part.id}
      </a>
    );
  });
}

/** The id of the element that shows a piece of evidence. */
export function anchorOf(scope: string, id: string): string {
  return `cite-${scope}-${id}`;
}
