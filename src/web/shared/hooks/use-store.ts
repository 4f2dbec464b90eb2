import { useEffect, useState } from 'preact/hooks';
import type { Store } from '../store.ts';

/** The store's value; the component is drawn again when it changes. */
export function useStore<Value>(store: Store<Value>): Value {
  const [value, setValue] = useState(() => store.get());
  useEffect(() => {
    const take = (): void => setValue(() => store.get());
    // It may have changed between the first drawing and now.
    take();
    return store.subscribe(take);
  }, [store]);
  return value;
}
