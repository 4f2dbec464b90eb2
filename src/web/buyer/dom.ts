type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | number | boolean>>;

/**
 * Makes an element. A boolean attribute is there or not; text becomes a text node, so that no data is ever read as markup.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === 'boolean') made.toggleAttribute(attribute, value);
    else made.setAttribute(attribute, String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function button(label: string, onClick: () => void, className = ''): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className }, label);
  made.addEventListener('click', onClick);
  return made;
}

export function link(label: string, href: string, className = ''): HTMLAnchorElement {
  return element('a', { href, class: className }, label);
}

/** Writes only what differs, so that a screen reader is not told the same again. */
export function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/**
 * Puts new children into a container. Where it had the focus, its heading gets it, so that the keyboard does not fall
 * back to the top of the page.
 */
export function refill(container: HTMLElement, ...children: readonly Node[]): void {
  const hadFocus = container.contains(document.activeElement);
  container.replaceChildren(...children);
  if (hadFocus) container.querySelector('h2')?.focus();
}
