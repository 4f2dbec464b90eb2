import { createAdmission } from '../../src/gateway/admission/admission.ts';
import { ADMISSION_CLASSES, type AdmissionClass } from '../../src/gateway/admission/classes.ts';
import type { Surroundings } from '../../src/gateway/admission/contract.ts';

/** An event loop with a clock of its own, in which everything takes exactly as long as it says. */
function createLoop() {
  let now = 0;
  let idle = 0;
  let soon: (() => void)[] = [];
  let later: { readonly at: number; readonly callback: () => void }[] = [];
  const surroundings: Surroundings = {
    now: () => now,
    idle: () => idle,
    soon: (callback) => void soon.push(callback),
    later: (callback, after_ms) => void later.push({ at: now + after_ms, callback }),
    random: () => 0.5,
  };
  return {
    surroundings,
    now: () => now,
    work(ms: number) {
      now += ms;
    },
    rest(ms: number) {
      now += ms;
      idle += ms;
    },
    /** One turn: what the network brings, and then what was put off. */
    turn(arrive: () => void = () => {}) {
      now += LOOKING_MS;
      const due = later.filter(({ at }) => at <= now);
      later = later.filter(({ at }) => at > now);
      for (const { callback } of due) callback();
      arrive();
      const callbacks = soon;
      soon = [];
      for (const callback of callbacks) callback();
    },
  };
}

const LOOKING_MS = 0.05;
const SERVING_MS = 0.1;
const REFUSING_MS = 0.01;

export interface Told {
  readonly admission_class: AdmissionClass;
  readonly about: string;
  readonly waited_ms: number;
}

/** A box office of which a request takes 0.1 ms, 10,000 a second, and a crowd that comes whatever it is told. */
export function openScene({ countPending = (): number => 0, serving_ms = SERVING_MS } = {}) {
  const loop = createLoop();
  const admission = createAdmission({ countPending, surroundings: loop.surroundings });
  const served: Told[] = [];
  const refused: (Told & { readonly retry_after_s: number })[] = [];

  function ask(admission_class: AdmissionClass, came_at: number, about = '', isGone = () => false): void {
    const told = () => ({ admission_class, about, waited_ms: loop.now() - came_at });
    const serve = (): void => {
      served.push(told());
      loop.work(serving_ms);
    };
    if (admission.hasRoom(admission_class)) {
      serve();
      return;
    }
    admission.enter({
      admission_class,
      about,
      isGone,
      serve,
      refuse(retry_after_s) {
        refused.push({ ...told(), retry_after_s });
        loop.work(REFUSING_MS);
      },
    });
  }

  /** So many requests a second of each class, evenly, for so long. */
  function run(lasts_ms: number, per_second: Partial<Record<AdmissionClass, number>>): void {
    const begun_at = loop.now();
    const come = new Map<AdmissionClass, number>();
    while (loop.now() < begun_at + lasts_ms) {
      loop.turn(() => {
        for (const admission_class of ADMISSION_CLASSES) {
          const every_ms = 1_000 / (per_second[admission_class] ?? 0);
          let number = come.get(admission_class) ?? 0;
          for (; begun_at + number * every_ms <= loop.now(); number += 1) {
            ask(admission_class, begun_at + number * every_ms);
          }
          come.set(admission_class, number);
        }
      });
    }
  }

  /** Lets nobody come any more until nobody waits. */
  function empty(): void {
    while (admission.figures().waiting > 0) loop.turn();
  }

  /** What was told since it was asked for last. */
  function takeTold() {
    return { served: served.splice(0), refused: refused.splice(0) };
  }

  return { loop, admission, ask, run, empty, takeTold };
}

export const countOf = (told: readonly Told[], admission_class: AdmissionClass): number =>
  told.filter((each) => each.admission_class === admission_class).length;
