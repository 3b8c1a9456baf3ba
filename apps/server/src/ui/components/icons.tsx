import type { ReactNode } from "react";

const shapes = {
  overview: <path d="M2.5 9.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 2.5h4v4h-4zM9.5 9.5h4v4h-4z" />,
  runs: <path d="M2.5 4h6M2.5 8h11M6 12h7.5" />,
  "new-run": <path d="M8 3v10M3 8h10" />,
  conversation: <path d="M2.5 3.5h11v7h-6l-3 2.5v-2.5h-2z" />,
  agents: <path d="M8 2.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM3 13.5c0-3 2-4.5 5-4.5s5 1.5 5 4.5z" />,
  approvals: <path d="M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM5.8 8l1.6 1.6L10.4 6.5" />,
  search: <path d="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3l3.2 3.2" />,
  close: <path d="M4 4l8 8M12 4l-8 8" />,
  warning: <path d="M8 2.5l6 11H2zM8 6.5v3.5M8 11.5v.6" />,
  help: (
    <path d="M6 6a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1.1v.5M8 11.5v.6M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z" />
  ),
  theme: <path d="M8 2a6 6 0 1 1 0 12zM8 2a6 6 0 0 0 0 12" />,
  up: <path d="M8 13V3M4 7l4-4 4 4" />,
  next: <path d="M6 3.5l4.5 4.5L6 12.5" />,
  previous: <path d="M10 3.5L5.5 8l4.5 4.5" />,
  pending: <path d="M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z" strokeDasharray="2 2.3" />,
  running: (
    <>
      <path d="M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z" opacity="0.35" />
      <path d="M8 2.5a5.5 5.5 0 0 1 5.5 5.5" />
    </>
  ),
  waiting: <path d="M4 2.5h8M4 13.5h8M5 2.5c0 3 6 3.5 6 11M11 2.5c0 3-6 3.5-6 11" />,
  completed: <path d="M3 8.5l3.5 3.5L13 4.5" />,
  failed: <path d="M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3zM8 5v3.7M8 10.6v.6" />,
  cancelled: <path d="M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM4.2 11.8l7.6-7.6" />,
} as const satisfies Readonly<Record<string, ReactNode>>;

export type IconName = keyof typeof shapes;

/** A small picture beside a word; it says nothing by itself. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={`icon icon--${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}
