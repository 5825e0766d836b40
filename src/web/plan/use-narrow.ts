import { useSyncExternalStore } from 'react';

/** Below this there is no room for a third column: what stands there opens over the page instead. */
const QUERY = '(max-width: 1179px)';

const subscribe = (changed: () => void) => {
  const query = window.matchMedia(QUERY);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

export const useNarrow = (): boolean =>
  useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
