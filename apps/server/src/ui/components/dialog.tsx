import { type ReactNode, useEffect, useId, useRef } from "react";
import { Icon } from "./icons.tsx";

/** A question or a text that comes first; Escape and the cross close it, and the focus returns to where it was. */
export function Dialog({
  title,
  isOpen,
  onClose,
  actions,
  children,
  isAtSide = false,
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** It takes the height of the window at its end, so that what it belongs to stays in sight. */
  readonly isAtSide?: boolean;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === isOpen) return;
    if (isOpen) element.showModal();
    else element.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      className={isAtSide ? "dialog dialog--side" : "dialog"}
      aria-labelledby={id}
      onClose={onClose}
    >
      {isOpen ? (
        <>
          <header className="dialog__header">
            <h2 id={id} className="dialog__title">
              {title}
            </h2>
            <button type="button" className="button button--quiet button--icon" onClick={onClose}>
              <Icon name="close" />
              <span className="visually-hidden">Close</span>
            </button>
          </header>
          <div className="dialog__body">{children}</div>
          {actions === undefined ? undefined : <footer className="dialog__actions">{actions}</footer>}
        </>
      ) : undefined}
    </dialog>
  );
}
