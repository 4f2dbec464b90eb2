import { en } from './texts/en.ts';

/** What a language has to say; a function where the words depend on a number or a name. */
type Texts = typeof en;

/** The pages' words. Another language is one more file beside that one, of the same shape, to be chosen from here. */
export const texts: Texts = en;
