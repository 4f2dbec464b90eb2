import { en } from './texts/en.ts';

/** The words of the operator's page. Another language is one more file beside that one, to be chosen from here. */
export const words: typeof en = en;
