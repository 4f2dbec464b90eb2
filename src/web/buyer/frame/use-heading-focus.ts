import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Where what a card shows is replaced because of what somebody did in it, its heading gets the focus, so that the
 * keyboard does not fall back to the top of the page and a screen reader tells what is there now.
 * `phase` is another string for each thing that the card may show.
 */
export function useHeadingFocus(card: RefObject<HTMLElement | null>, phase: string | null): void {
  const last = useRef(phase);
  const had_focus = useRef(false);

  useLayoutEffect(() => {
    const remember = (): void => {
      had_focus.current = card.current?.contains(document.activeElement) ?? false;
    };
    // An element that is taken away tells nothing, so what is remembered is where the focus was before.
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [card]);

  useLayoutEffect(() => {
    if (last.current === phase) return;
    last.current = phase;
    const isLost = document.activeElement === document.body && had_focus.current;
    const isInside = card.current?.contains(document.activeElement) ?? false;
    if (isLost || isInside) card.current?.querySelector('h2')?.focus();
  }, [card, phase]);
}
