import { systemRuntime } from "@convoke/core";
import { useEffect, useRef, useState } from "react";
import { client, read } from "../../api/connection.ts";
import { useQuery } from "../../api/use-query.ts";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { nameStatus } from "../../components/status-badge.tsx";
import { isFiltered, type RunFilter, statuses, strategies } from "./run-filter.ts";
import { nameStrategy } from "../../components/name-strategy.ts";

const typingMs = 250;

/** What narrows the list; every change becomes part of the address. */
export function FilterBar({
  filter,
  onChange,
  isSearchFocused,
}: {
  readonly filter: RunFilter;
  readonly onChange: (filter: RunFilter) => void;
  readonly isSearchFocused: boolean;
}) {
  const agents = useQuery((signal) => read(client.api.agents.$get({}, { init: { signal } })), []);
  const known = agents.value?.items.map(({ agentType }) => agentType) ?? [];
  const types = [
    ...new Set([...known, ...(filter.agentType === undefined ? [] : [filter.agentType])]),
  ].sort();
  return (
    <form className="filter-bar" role="search" aria-label="Runs" onSubmit={(event) => event.preventDefault()}>
      <SearchField
        value={filter.search ?? ""}
        isFocused={isSearchFocused}
        onChange={(search) => onChange({ ...filter, search: search === "" ? undefined : search })}
      />
      <Choice
        label="Status"
        all="Any status"
        value={filter.status}
        options={statuses.map((status) => ({ value: status, name: nameStatus(status) }))}
        onChange={(status) => onChange({ ...filter, status })}
      />
      <Choice
        label="Strategy"
        all="Any strategy"
        value={filter.strategy}
        options={strategies.map((strategy) => ({ value: strategy, name: nameStrategy(strategy) }))}
        onChange={(strategy) => onChange({ ...filter, strategy })}
      />
      <Choice
        label="Agent"
        all="Any agent"
        value={filter.agentType}
        options={types.map((type) => ({ value: type, name: type }))}
        onChange={(agentType) => onChange({ ...filter, agentType })}
      />
      {isFiltered(filter) ? (
        <Button
          look="quiet"
          onClick={() =>
            onChange({ status: undefined, strategy: undefined, agentType: undefined, search: undefined })
          }
        >
          Show all
        </Button>
      ) : undefined}
    </form>
  );
}

function SearchField({
  value,
  isFocused,
  onChange,
}: {
  readonly value: string;
  readonly isFocused: boolean;
  readonly onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const cancel = useRef<() => void>(undefined);
  // The address may change by other means: back, a link, "Show all".
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (isFocused) input.current?.focus();
  }, [isFocused]);
  useEffect(() => () => cancel.current?.(), []);
  const change = (next: string): void => {
    setTyped(next);
    cancel.current?.();
    cancel.current = systemRuntime.schedule(() => onChange(next.trim()), typingMs);
  };
  return (
    <Field label="Search by title or id" isLabelHidden>
      {(control) => (
        <input
          {...control}
          ref={input}
          type="search"
          placeholder="Search title or id   /"
          maxLength={200}
          value={typed}
          onChange={({ target }) => change(target.value)}
        />
      )}
    </Field>
  );
}

function Choice<Value extends string>({
  label,
  all,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly all: string;
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly name: string }[];
  readonly onChange: (value: Value | undefined) => void;
}) {
  return (
    <Field label={label} isLabelHidden>
      {(control) => (
        <select
          {...control}
          value={value ?? ""}
          onChange={({ target }) => onChange(options.find((option) => option.value === target.value)?.value)}
        >
          <option value="">{all}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
