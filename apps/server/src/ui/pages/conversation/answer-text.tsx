import { type Block, type ListItem, readMarkdown } from "./read-markdown.ts";
import { InlineText, type ShowCitation } from "./inline-text.tsx";
import { type ReactNode, useMemo } from "react";

/** An answer: its Markdown as a document, its citations as links. Headings begin at the third level, below the question's. */
export function AnswerText({ text, cite }: { readonly text: string; readonly cite: ShowCitation }) {
  const blocks = useMemo(() => readMarkdown(text), [text]);
  return (
    <div className="answer-text">
      {blocks.map((block, at) => (
        <ShownBlock key={at} block={block} cite={cite} />
      ))}
    </div>
  );
}

function ShownBlock({ block, cite }: { readonly block: Block; readonly cite: ShowCitation }): ReactNode {
  switch (block.kind) {
    case "heading": {
      const Heading = block.level <= 2 ? "h3" : "h4";
      return (
        <Heading>
          <InlineText text={block.text} cite={cite} />
        </Heading>
      );
    }
    case "paragraph":
      return (
        <p>
          <InlineText text={block.text} cite={cite} />
        </p>
      );
    case "quotation":
      return (
        <blockquote>
          <InlineText text={block.text} cite={cite} />
        </blockquote>
      );
    case "code":
      return (
        <pre className="code" tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case "list":
      return <ShownList items={block.items} isOrdered={block.isOrdered} start={block.start} cite={cite} />;
    case "table":
      return (
        <div className="answer-text__table" tabIndex={0} role="group" aria-label="Table">
          <table>
            <thead>
              <tr>
                {block.head.map((cell, at) => (
                  <th key={at} scope="col">
                    <InlineText text={cell} cite={cite} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) => (
                    <td key={column}>
                      <InlineText text={cell} cite={cite} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

interface ListProps {
  readonly items: readonly ListItem[];
  readonly isOrdered: boolean;
  readonly start: number;
  readonly cite: ShowCitation;
}

function ShownList({ items, isOrdered, start, cite }: ListProps) {
  const shown = items.map(({ text, depth }, at) => (
    <li key={at} className={depth === 0 ? undefined : `answer-text__deep answer-text__deep--${depth}`}>
      <InlineText text={text} cite={cite} />
    </li>
  ));
  return isOrdered ? <ol start={start}>{shown}</ol> : <ul>{shown}</ul>;
}
