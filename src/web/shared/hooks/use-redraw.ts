import { useReducer } from 'preact/hooks';

/** A function, always the same, that draws the component again: for what changes outside of it. */
export function useRedraw(): () => void {
  const [, redraw] = useReducer<number, void>((times) => times + 1, 0);
  return redraw;
}
