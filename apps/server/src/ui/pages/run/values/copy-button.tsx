import { announce } from "../../../components/announce.ts";
import { Button } from "../../../components/button.tsx";

/** Copies a value as text: a text as it is, everything else as JSON. */
export function CopyButton({ what, value }: { readonly what: string; readonly value: unknown }) {
  const copy = (): void => {
    const text = typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
    // Absent where the page does not come over a safe connection.
    const { clipboard } = navigator as { readonly clipboard?: Clipboard };
    if (clipboard === undefined) return announce("This browser does not let the page copy.", "bad");
    clipboard.writeText(text).then(
      () => announce(`Copied ${what}.`),
      () => announce(`The browser did not let ${what} be copied.`, "bad"),
    );
  };
  return (
    <Button look="quiet" onClick={copy}>
      Copy {what}
    </Button>
  );
}
