import { createBlockContext, isBlank, isQuoted } from "./block-context.ts";
import { mayBecomeAction } from "./certain-prose.ts";
import { longestHead } from "./characters.ts";
import { isEndLine } from "./end-line.ts";
import { closesFence, type Fence, openFence } from "./fence.ts";
import { type Keyword, measureIndentation, readKeyword } from "./keyword.ts";
import { createLineSplitter } from "./line-splitter.ts";
import { type OpenAction, openAction } from "./open-action.ts";
import { createProblemList, showForm } from "./problems.ts";
import { createTextBuffer } from "./text-buffer.ts";
import { createVocabulary, type KnownAction } from "./vocabulary.ts";
import type {
  ActionGrammar,
  ActionProblem,
  ActionProblemCode,
  ParsedMessage,
  WrittenAction,
} from "./written-action.ts";

/** Characters (UTF-16 units) of one message that are read. */
export const longestMessage = 1_048_576;
/** Actions of one message that are read. */
export const mostActions = 64;

/** Reads one message while it is written. */
export interface ActionParser {
  /** Takes the next piece; returns the prose that is certain now. All pieces together are a beginning of `ParsedMessage.text`. */
  push(chunk: string): string;
  /** What the whole message says. Later pieces are not read. */
  end(): ParsedMessage;
}

/**
 * Reads `ACTION: … / FIELD: … / ---END---` out of what a model writes, line by line; the result is the same however the text is
 * cut. Never throws, and is linear in the text.
 *
 * - Keywords are read tolerantly: capitals or not, Markdown around, look-alike letters, dashes and colons, characters that cannot be
 *   seen. Names of fields may have spaces or hyphens for `_`. Texts of fields stay as they are, but for the spaces around them and
 *   the backslashes of `formatAction`.
 * - Outside of an action, code fences, fences of data, quotations (with the lines that go on with them) and code indented by four
 *   columns are text; an action in there is a problem `inert_action`, one for each block. Within a field, fences are text of the
 *   field. A fence that is not closed goes to the end.
 * - Within a field only a known field in capitals, or one that is not given yet, begins the next; other `NOTE: …` lines are text.
 *   Those that are a letter away from a field that is not given are reported too. A field that is given twice counts the first
 *   time; twice in a row its texts are joined. A keyword four columns deeper than the action's is text.
 * - Without `---END---` an action ends at the next one, or at the end, and is `recovered`.
 * - Of a message of more than 1,048,576 characters only the actions that are closed before that are given, with a problem
 *   `too_long`; the same for more than 64 actions. At most 100 problems are told.
 *
 * @example
 * const parser = createActionParser(toGrammar(definitions));
 * for await (const chunk of chunks) show(parser.push(chunk));
 * const { actions, problems } = parser.end();
 */
export function createActionParser(grammar: ActionGrammar): ActionParser {
  const vocabulary = createVocabulary(grammar);
  const { marker } = grammar;
  const problems = createProblemList();
  const actions: WrittenAction[] = [];
  const context = createBlockContext();
  let action: OpenAction | undefined;
  /** Outside of a field. */
  let fence: Fence | undefined;
  let isReported = false;
  let isOutsideReported = false;
  let isFull = false;
  let currentLine = "";
  let lineNumber = 1;
  let read = 0;
  const text = createTextBuffer();
  let fresh = "";
  /** Whether the line that is being read is prose whatever follows, and was given out so far. */
  let isReleased = false;
  /** First half of a character whose second half is to come. */
  let half = "";
  let result: ParsedMessage | undefined;

  function report(code: ActionProblemCode, expected: string, found: string, known?: KnownAction): void {
    const example =
      code === "too_long"
        ? "Send less in one message."
        : showForm(known ?? action?.known ?? vocabulary.actions[0] ?? noAction);
    const problem: ActionProblem = { code, line: lineNumber, expected, found, example };
    problems.add(problem);
  }

  function reportInert(line: string): void {
    if (isReported) return;
    const quoted = line.slice(0, 2 * longestHead).replace(/^[\s>]+/, "");
    const keyword = readKeyword(quoted);
    const header = keyword && vocabulary.readHeader(keyword, quoted);
    if (header === undefined) return;
    isReported = true;
    const expected = "an action outside of code, quotations and data";
    report("inert_action", expected, line, header.kind === "known" ? header.action : undefined);
  }

  function begin(line: string, keyword: Keyword): boolean {
    const header = vocabulary.readHeader(keyword, line);
    if (header?.kind !== "known") {
      if (header !== undefined) {
        const names = vocabulary.actions.map(({ name }) => name).join(", ");
        report("unknown_action", `ACTION: and one of ${names}, alone on its line`, line);
      }
      return false;
    }
    if (actions.length >= mostActions) {
      if (!isFull) report("too_long", `at most ${mostActions} actions`, line);
      isFull = true;
      return false;
    }
    isOutsideReported = false;
    action = openAction(header.action, keyword, lineNumber, marker, (code, expected) => {
      // Said once of a line: what belongs to no field is not told of again.
      isOutsideReported ||= code === "unknown_field";
      report(code, expected, currentLine, header.action);
    });
    return true;
  }
  function close(recovered: boolean): void {
    actions.push(action!.close(recovered));
    action = undefined;
    context.reset();
  }

  /** Takes a line outside of a field; false when it begins an action, which it cannot when `isReleased`. */
  function takeProse(line: string, isReleased = false): boolean {
    if (fence !== undefined) {
      if (closesFence(fence, line)) fence = undefined;
      else reportInert(line);
      return true;
    }
    fence = openFence(line, context.inList(), marker);
    if (fence !== undefined) {
      isReported = false;
      context.reset();
      return true;
    }
    if (isQuoted(line)) {
      if (!context.inQuotation()) isReported = false;
      reportInert(line);
    } else {
      const keyword = !isReleased && mayBecomeAction(line) ? readKeyword(line) : undefined;
      if (keyword !== undefined) {
        if (context.isInert(keyword)) reportInert(line);
        else if (begin(line, keyword)) return false;
      }
    }
    context.see(line);
    return true;
  }

  /** Takes a line after a header and before its end; true when it is prose. */
  function takeInAction(open: OpenAction, line: string, end: string): boolean {
    currentLine = line;
    if (open.isFenced()) return open.take(line, end, undefined) === "outside";
    if (fence !== undefined) return takeProse(line);
    const isDeep = open.isTooDeep(measureIndentation(line));
    if (!isDeep && isEndLine(line, open.known.name)) {
      close(false);
      return false;
    }
    const keyword = isDeep ? undefined : readKeyword(line);
    if (keyword?.skeleton === "ACTION" && (keyword.isUpperCase || !open.isUpperCase)) {
      if (vocabulary.readHeader(keyword, line) !== undefined) {
        close(true);
        return !begin(line, keyword);
      }
    }
    if (open.take(line, end, keyword) === "taken" || isBlank(line)) return false;
    if (!isOutsideReported)
      report("text_outside_field", `one of the fields ${open.known.fields.join(", ")}`, line);
    isOutsideReported = true;
    fence = openFence(line, true, marker);
    isReported = false;
    return true;
  }

  const splitter = createLineSplitter({
    onPiece(piece, readLine) {
      if (action !== undefined) return;
      if (!isReleased) {
        if (fence === undefined && mayBecomeAction(readLine())) return;
        isReleased = true;
        emitPiece(readLine());
      } else emitPiece(piece);
    },
    onLine(line, end, rest) {
      const wasReleased = isReleased;
      isReleased = false;
      const isProse = action === undefined ? takeProse(line, wasReleased) : takeInAction(action, line, end);
      if (isProse) fresh += wasReleased ? half + rest + end : line + end;
      half = "";
      lineNumber += 1;
    },
  });

  function emitPiece(piece: string): void {
    const whole = half + piece;
    const last = whole.charCodeAt(whole.length - 1);
    const isCut = last >= 0xd800 && last <= 0xdbff;
    half = isCut ? whole.slice(-1) : "";
    fresh += isCut ? whole.slice(0, -1) : whole;
  }

  return {
    push(chunk) {
      if (result !== undefined || typeof chunk !== "string") return "";
      const room = longestMessage - Math.min(read, longestMessage);
      read += chunk.length;
      if (room > 0) splitter.push(chunk.length > room ? chunk.slice(0, room) : chunk);
      const prose = fresh;
      if (prose !== "") text.add(prose);
      fresh = "";
      return prose;
    },
    end() {
      if (result !== undefined) return result;
      if (read > longestMessage) {
        report("too_long", `at most ${longestMessage} characters in a message`, `${read} characters`);
        action = undefined;
      } else splitter.end();
      if (action !== undefined) close(true);
      text.add(fresh);
      result = { actions, problems: problems.list, text: text.read() };
      return result;
    },
  };
}

const noAction = { name: "…", fields: [] };

/** Reads a whole message, as `createActionParser` does. */
export function parseActions(text: string, grammar: ActionGrammar): ParsedMessage {
  const parser = createActionParser(grammar);
  parser.push(text);
  return parser.end();
}
