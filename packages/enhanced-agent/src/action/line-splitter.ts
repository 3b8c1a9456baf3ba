/** Takes a text in pieces and hands it on line by line, the same lines however it was cut. */
export interface LineSplitter {
  push(chunk: string): void;
  /** Hands on what is left: a last line without an end. */
  end(): void;
}

/** What is told of lines: pieces as they come, and each line when it is complete, with what ends it. */
export interface LineListener {
  /** A piece of a line that is not complete yet; `line` is all of it so far. */
  onPiece(piece: string, line: () => string): void;
  /** `rest` is the last piece of the line. */
  onLine(line: string, end: string, rest: string): void;
}

/** Lines end with `\n`, `\r\n` or `\r`. Linear in the text, also for one giant line in tiny pieces. */
export function createLineSplitter({ onPiece, onLine }: LineListener): LineSplitter {
  let pending = "";
  let isReturnPending = false;
  const readPending = (): string => pending;

  function complete(rest: string, end: string): void {
    const line = pending + rest;
    pending = "";
    onLine(line, end, rest);
  }

  return {
    push(chunk) {
      if (chunk === "") return;
      let from = 0;
      if (isReturnPending) {
        isReturnPending = false;
        from = chunk[0] === "\n" ? 1 : 0;
        complete("", from === 1 ? "\r\n" : "\r");
      }
      let feed = chunk.indexOf("\n", from);
      let turn = chunk.indexOf("\r", from);
      while (feed !== -1 || turn !== -1) {
        if (turn === -1 || (feed !== -1 && feed < turn)) {
          complete(chunk.slice(from, feed), "\n");
          from = feed + 1;
        } else if (turn === chunk.length - 1) {
          const rest = chunk.slice(from, turn);
          pending += rest;
          isReturnPending = true;
          if (rest !== "") onPiece(rest, readPending);
          return;
        } else {
          const isPair = feed === turn + 1;
          complete(chunk.slice(from, turn), isPair ? "\r\n" : "\r");
          from = turn + (isPair ? 2 : 1);
        }
        if (feed !== -1 && feed < from) feed = chunk.indexOf("\n", from);
        if (turn !== -1 && turn < from) turn = chunk.indexOf("\r", from);
      }
      if (from === chunk.length) return;
      const rest = from === 0 ? chunk : chunk.slice(from);
      pending += rest;
      onPiece(rest, readPending);
    },
    end() {
      if (isReturnPending) complete("", "\r");
      else if (pending !== "") complete("", "");
      isReturnPending = false;
    },
  };
}
