import type { Movie } from '../../shared/contract.ts';
import { texts } from '../../shared/texts.ts';

/** `Comedy · 102 min · by Ang Lee`: what is known of a movie, in one line. */
export function movieFacts({ genre, duration_minutes, language, director }: Movie): string {
  return [
    genre,
    duration_minutes === null ? null : texts.movies.minutes(duration_minutes),
    language,
    director === null ? null : texts.movies.by(director),
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}
