import type { Routing, ShowListener } from '../../routing/routing.ts';

/** Follows a show; returns how to let go of it. */
export type FollowShow = (show_id: string) => () => void;

/** Subscribes to each show once, however many follow it, and lets go of it with the last of them. */
export function followShows(routing: Routing, listener: ShowListener): FollowShow {
  const followed = new Map<string, { followers: number; readonly unsubscribe: () => void }>();
  return (show_id) => {
    const show = followed.get(show_id) ?? { followers: 0, unsubscribe: routing.subscribe(show_id, listener) };
    show.followers += 1;
    followed.set(show_id, show);
    return () => {
      show.followers -= 1;
      if (show.followers > 0) return;
      show.unsubscribe();
      followed.delete(show_id);
    };
  };
}
