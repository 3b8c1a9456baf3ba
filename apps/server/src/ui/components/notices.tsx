import { useSyncExternalStore } from "react";
import { dismiss, noticeStore } from "./announce.ts";
import { Icon } from "./icons.tsx";

/** Where notices appear; a region that screen readers watch. */
export function Notices() {
  const notices = useSyncExternalStore(noticeStore.subscribe, noticeStore.read);
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map(({ id, text, tone }) => (
        <div key={id} className={`notice notice--${tone}`}>
          <span>{text}</span>
          <button type="button" className="button button--quiet button--icon" onClick={() => dismiss(id)}>
            <Icon name="close" />
            <span className="visually-hidden">Close this notice</span>
          </button>
        </div>
      ))}
    </div>
  );
}
