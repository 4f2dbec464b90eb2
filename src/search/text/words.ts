/** Folded texts are words of letters and digits, a blank apart; see `fold`. */

export function wordsOf(folded: string): string[] {
  return folded.split(' ').filter((word) => word !== '');
}
