import { useMemo } from "react";
import { nameField } from "../../components/name-field.ts";
import { AnswerText } from "./answer-text.tsx";
import { readWritten, type WrittenPart } from "./read-written.ts";

const titles: Readonly<Record<string, string>> = {
  PLAN: "Plans",
  DELEGATE: "Delegates",
  CONSENSUS: "Asks several agents",
  ANSWER: "Answers",
  VERIFY: "Checks the answer",
  REFLECT: "Looks back",
};

/** Fields that say what an action is about, the first one that is there. */
const mainFields = ["TEXT", "TASK", "QUESTION", "STEPS", "GOAL", "LESSON", "VERDICT"];

/** What a model writes, while it writes: prose and actions in words, never the protocol around them. */
export function WrittenText({ text, isOver }: { readonly text: string; readonly isOver: boolean }) {
  const parts = useMemo(() => readWritten(text, isOver), [text, isOver]);
  return (
    <div className="written">
      {parts.map((part, at) =>
        part.kind === "prose" ? (
          <p key={at} className="written__prose">
            {part.text}
          </p>
        ) : (
          <WrittenAction key={at} part={part} />
        ),
      )}
    </div>
  );
}

function WrittenAction({ part: { name, fields } }: { readonly part: WrittenPart & { kind: "action" } }) {
  const main = mainFields.find((field) => (fields[field] ?? "") !== "");
  const agent = fields.AGENT_TYPE ?? fields.CAPABILITY;
  const rest = Object.entries(fields).filter(
    ([field, value]) => field !== main && field !== "AGENT_TYPE" && field !== "CAPABILITY" && value !== "",
  );
  return (
    <section className="written__action">
      <p className="written__title">
        {titles[name] ?? nameField(name)}
        {agent === undefined ? undefined : <span className="written__agent"> to {agent}</span>}
      </p>
      {main === undefined ? undefined : (
        <AnswerText
          text={fields[main]!}
          cite={(id, key) => (
            <span key={key} className="citation">
              {id}
            </span>
          )}
        />
      )}
      {rest.length === 0 || name === "ANSWER" ? undefined : (
        <dl className="written__fields">
          {rest.map(([field, value]) => (
            <div key={field}>
              <dt>{nameField(field)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
