import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { Button } from "../../components/button.tsx";

const longestMessage = 100_000;

/** Where one writes: Enter sends, Shift and Enter break the line. */
export function Composer({
  text,
  setText,
  isRunning,
  send,
  stop,
}: {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly isRunning: boolean;
  readonly send: () => void;
  readonly stop: () => void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.blockSize = "auto";
    element.style.blockSize = `${Math.min(element.scrollHeight + 2, 240)}px`;
  }, [text]);
  const canSend = text.trim() !== "" && !isRunning;
  const onKeyDown = (event: KeyboardEvent): void => {
    // An input method ends its word with Enter, too.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (canSend) send();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) send();
      }}
    >
      <label htmlFor="message" className="visually-hidden">
        Message
      </label>
      <textarea
        id="message"
        ref={area}
        rows={1}
        value={text}
        maxLength={longestMessage}
        aria-describedby="message-hint"
        placeholder="Ask the main agent"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <p id="message-hint" className="composer__hint">
        Enter sends, Shift + Enter breaks the line.
      </p>
      {isRunning ? (
        <Button look="danger" onClick={stop}>
          Stop
        </Button>
      ) : (
        <Button look="primary" type="submit" disabled={!canSend}>
          Send
        </Button>
      )}
    </form>
  );
}
