import { type RefObject, useEffect, useRef } from 'react';

/** A row of tabs that scrolls sideways shows the chosen one, also when the page opens on it. */
export function useChosenInView<E extends HTMLElement>(chosen: string): RefObject<E | null> {
  const row = useRef<E>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again when another one is chosen
  useEffect(() => {
    const box = row.current;
    const tab = box?.querySelector<HTMLElement>('[aria-selected="true"], [aria-current="page"]');
    if (!box || !tab) return;
    box.scrollLeft = tab.offsetLeft - box.offsetLeft - (box.clientWidth - tab.clientWidth) / 2;
  }, [chosen]);
  return row;
}
