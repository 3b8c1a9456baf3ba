import { createContext, useContext } from "react";

/** A step whose result a field may use. */
interface ResultSource {
  readonly id: string;
  readonly label: string;
}

/** What the fields of a form know of the form around them. */
export interface FormSurroundings {
  /** What is wrong, by path: keys joined by dots. */
  readonly problems: ReadonlyMap<string, readonly string[]>;
  readonly sources: readonly ResultSource[];
}

export const FormContext = createContext<FormSurroundings>({ problems: new Map(), sources: [] });

/** What is wrong with a field, as one text. */
export function useFieldError(path: readonly string[]): string | undefined {
  return useContext(FormContext).problems.get(path.join("."))?.join(" ");
}
