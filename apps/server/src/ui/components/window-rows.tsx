import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";

/** What a row of a virtualised list has to spread on its outermost element. */
export interface RowProps {
  readonly ref: (element: Element | null) => void;
  readonly "data-index": number;
  readonly className: string;
  readonly style: { readonly transform: string };
}

/** Rows that scroll with the page; only those in sight exist. Their height may differ and may change. */
export function WindowRows<Item>({
  items,
  keyOf,
  estimatedHeight,
  children,
}: {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Pixels. */
  readonly estimatedHeight: number;
  readonly children: (item: Item, index: number, row: RowProps) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    // What stands above the list may come and go, so this is looked at after each change.
    const now = (box.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    if (Math.abs(now - top) > 1) setTop(now);
  });
  const rows = useWindowVirtualizer<HTMLElement>({
    count: items.length,
    estimateSize: () => estimatedHeight,
    getItemKey: (index) => keyOf(items[index] as Item),
    scrollMargin: top,
    overscan: 8,
  });
  return (
    <div ref={box} role="rowgroup" className="window-rows" style={{ blockSize: `${rows.getTotalSize()}px` }}>
      {rows.getVirtualItems().map(({ index, start }) =>
        children(items[index] as Item, index, {
          ref: (element) => rows.measureElement(element as HTMLElement | null),
          "data-index": index,
          className: "window-rows__row",
          style: { transform: `translateY(${start - top}px)` },
        }),
      )}
    </div>
  );
}
