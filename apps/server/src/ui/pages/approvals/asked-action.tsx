import { nameField } from "../../components/name-field.ts";
import { readWritten } from "../conversation/read-written.ts";

/** What is asked, as a person reads it: the fields of the action that the agent has written, or its text as it is. */
export function AskedAction({ shown }: { readonly shown: string }) {
  const parts = readWritten(shown, true);
  const fields = parts.flatMap((part) =>
    part.kind === "action" ? Object.entries(part.fields).filter(([, value]) => value !== "") : [],
  );
  if (fields.length === 0 || parts.length !== 1)
    return (
      <pre className="code approval__shown" tabIndex={0} aria-label="What is asked" dir="auto">
        {shown}
      </pre>
    );
  return (
    <dl className="approval__why approval__asked" aria-label="What is asked">
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>{nameField(name.toLowerCase())}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
