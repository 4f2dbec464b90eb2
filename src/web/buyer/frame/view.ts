import type { ComponentChildren } from 'preact';

/** One place of the page: what `main` shows, with an `h1`, and the title of the browser's tab. */
export interface View {
  readonly title: string;
  readonly content: ComponentChildren;
}
