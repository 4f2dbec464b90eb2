/** For requests that are held open until there is news: not more than so many, so that others find a connection. */
export interface Places {
  /** Takes one, if there is one left. */
  take(): boolean;
  free(): void;
  taken(): number;
}

/** Where they are part of others, those count as taken too. */
export function createPlaces(most: number, whole: Places | null = null): Places {
  let taken = 0;
  return {
    take() {
      if (taken >= most || whole?.take() === false) return false;
      taken += 1;
      return true;
    },
    free() {
      taken -= 1;
      whole?.free();
    },
    taken: () => taken,
  };
}
