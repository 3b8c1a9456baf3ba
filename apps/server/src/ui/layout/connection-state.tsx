import { useConnection } from "../api/use-live.ts";

const words = {
  connecting: "Connecting …",
  live: "Live",
  offline: "Offline, trying again",
} as const;

/** Whether what is shown follows the server. */
export function ConnectionState() {
  const connection = useConnection();
  return (
    <p className={`connection connection--${connection}`} role="status">
      <span className="connection__mark" aria-hidden="true" />
      {words[connection]}
    </p>
  );
}
