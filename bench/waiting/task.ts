/** What the client process is to do. */
export interface Task {
  readonly url: string;
  readonly show_id: string;
  readonly admin_token: string;
  /** Whose CPU time is counted beside the client's own. */
  readonly service_pid: number;
  readonly browsers: number;
  /** Seats that are given back, one after the other. */
  readonly releases: number;
  readonly releases_per_second: number;
  /** After every so many releases somebody leaves the queue. */
  readonly releases_a_leave: number;
}

/** What the client process says at the end. */
export type ClientReport =
  | { readonly type: 'done'; readonly course: Course }
  | { readonly type: 'failed'; readonly reason: string };

/** All that happened, as seen from outside. Times are the client's `performance.now()`, in milliseconds. */
export interface Course {
  /** In the order in which the queue has them, each at its place minus one. */
  readonly browsers: readonly Browser[];
  /** What moved the queue, in the order in which it was done: each was answered before the next was sent. */
  readonly moves: readonly Move[];
  readonly cancel_sent_at: number;
  /** CPU seconds by process, and seconds in all, from the first move until everybody's wait had ended. */
  readonly cpu_s: Readonly<Record<string, number>>;
  readonly lasted_s: number;
}

export interface Browser {
  /** The positions that it was told, the one at joining first. */
  readonly told: readonly Told[];
  readonly end: End;
  /** What the answer was when it asked once more after everything was over. */
  readonly asked_again: string;
}

export interface Told {
  readonly position: number;
  readonly at: number;
}

export interface End {
  readonly status: string;
  /** Of those who were served. */
  readonly seat_id: string | null;
  readonly at: number;
}

export type Move =
  | { readonly type: 'release'; readonly seat_id: string; readonly sent_at: number }
  /** `place` is the position at joining of who left. */
  | { readonly type: 'leave'; readonly place: number; readonly sent_at: number };
