import { Dialog } from "../components/dialog.tsx";
import { places } from "./places.ts";

const others = [
  { keys: ["/"], does: "Search: what the page lists, or the runs" },
  { keys: ["?"], does: "Show these keys" },
  { keys: ["Esc"], does: "Close what is open" },
] as const;

/** The keys that work everywhere. */
export function HelpDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const rows = [...places.map(({ key, name }) => ({ keys: ["g", key], does: `Go to ${name}` })), ...others];
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={onClose}>
      <dl className="keys">
        {rows.map(({ keys, does }) => (
          <div key={does} className="keys__row">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
