import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";

/** A list in a box of its own that scrolls; only the items in sight exist. */
export function VirtualList<Item>({
  label,
  items,
  keyOf,
  estimatedHeight,
  children,
}: {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Pixels. */
  readonly estimatedHeight: number;
  readonly children: (item: Item, index: number) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => estimatedHeight,
    getItemKey: (index) => keyOf(items[index] as Item),
    overscan: 8,
  });
  return (
    <div ref={box} className="virtual-list" tabIndex={0} role="region" aria-label={label}>
      <div role="list" className="window-rows" style={{ blockSize: `${rows.getTotalSize()}px` }}>
        {rows.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            ref={rows.measureElement}
            role="listitem"
            aria-posinset={index + 1}
            aria-setsize={items.length}
            data-index={index}
            className="window-rows__row"
            style={{ transform: `translateY(${start}px)` }}
          >
            {children(items[index] as Item, index)}
          </div>
        ))}
      </div>
    </div>
  );
}
