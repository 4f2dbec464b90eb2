/** `factor` is how much larger the hall is to be; `left` and `top` are the point between the fingers in the element. */
type OnPinch = (factor: number, left: number, top: number) => void;

const WHEEL_STEP = 0.01;

/**
 * Two fingers on the element, or the wheel with Ctrl held (which is what a touch pad sends for two fingers), zoom the
 * hall and not the page. One finger scrolls as ever. Gives the function that ends it.
 */
export function listenToPinches(element: HTMLElement, onPinch: OnPinch): () => void {
  const controller = new AbortController();
  const options = { passive: false, signal: controller.signal };
  let distance_before: number | null = null;

  function tell(factor: number, client_x: number, client_y: number): void {
    const { left, top } = element.getBoundingClientRect();
    onPinch(factor, client_x - left, client_y - top);
  }

  function onTouch(event: TouchEvent): void {
    const [a, b] = event.touches;
    if (a === undefined || b === undefined) {
      distance_before = null;
      return;
    }
    event.preventDefault();
    const distance = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    if (distance_before !== null && distance_before > 0) {
      tell(distance / distance_before, (a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
    }
    distance_before = distance;
  }

  function onWheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    tell(Math.exp(-event.deltaY * WHEEL_STEP), event.clientX, event.clientY);
  }

  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    element.addEventListener(type, onTouch, options);
  }
  element.addEventListener('wheel', onWheel, options);
  return () => controller.abort();
}
