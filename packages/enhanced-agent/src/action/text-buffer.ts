/** A text that grows by small pieces. */
export interface TextBuffer {
  add(piece: string): void;
  read(): string;
}

/** Characters after which the latest pieces are made one: many small strings that live long cost more than they say. */
const block = 4096;

export function createTextBuffer(): TextBuffer {
  let text = "";
  let recent = "";
  return {
    add(piece) {
      recent += piece;
      if (recent.length < block) return;
      // Looking into a string that was put together makes it one.
      recent.charCodeAt(0);
      text += recent;
      recent = "";
    },
    read() {
      text += recent;
      recent = "";
      return text;
    },
  };
}
