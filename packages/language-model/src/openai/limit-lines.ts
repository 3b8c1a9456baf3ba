const lineFeed = 10;
const carriageReturn = 13;
const dataField = Buffer.from("data:");

/** Lines of one event, or in a row without data; an event is one line as a rule, and what keeps a connection open a few. */
const mostLines = 10_000;

/**
 * Creates what is given the bytes of an event stream, cut anywhere, and throws a `SyntaxError` once an event has more
 * than 10,000 lines, or as many follow one another without data: a client collects such lines before it gives anything back.
 */
export function createLineLimit(): (bytes: Uint8Array) => void {
  let column = 0;
  let isData = true;
  let isAfterReturn = false;
  let ofEvent = 0;
  let withoutData = 0;

  function endLine(): void {
    ofEvent = column === 0 ? 0 : ofEvent + 1;
    withoutData = isData && column >= dataField.length ? 0 : withoutData + 1;
    if (ofEvent > mostLines || withoutData > mostLines)
      throw new SyntaxError(`a stream of more than ${mostLines} lines without an event`);
    column = 0;
    isData = true;
  }

  return (bytes) => {
    for (const byte of bytes) {
      const isSecondOfPair = byte === lineFeed && isAfterReturn;
      isAfterReturn = byte === carriageReturn;
      if (isSecondOfPair) continue;
      if (byte === lineFeed || byte === carriageReturn) {
        endLine();
        continue;
      }
      if (column < dataField.length) isData &&= byte === dataField[column];
      column += 1;
    }
  };
}
