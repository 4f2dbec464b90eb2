import type { Browser, Course, Move } from './task.ts';

/** How a wait has to end, by the order of joining and by what was done alone. */
interface Expected {
  readonly status: string;
  readonly seat_id: string | null;
}

/**
 * What is wrong with what the browsers were told, in words; nothing if everybody's wait ended exactly once, whoever was
 * served was served in the order of joining, and nobody was lost.
 */
export function faultsOf({ browsers, moves }: Course, browsers_asked: number): string[] {
  const faults: string[] = [];
  if (browsers.length !== browsers_asked)
    faults.push(`${browsers.length} waited instead of ${browsers_asked}`);
  const expected = expectedEnds(browsers.length, moves);
  for (const [index, browser] of browsers.entries()) {
    const { end, told, asked_again } = browser;
    const fault = (what: string): void => void faults.push(`who joined as number ${index + 1} ${what}`);
    const due = expected[index];
    if (told[0]?.position !== index + 1) fault(`was told that it was number ${told[0]?.position}`);
    if (end.status !== due?.status) fault(`was told '${end.status}' and not '${due?.status}'`);
    if (end.seat_id !== (due?.seat_id ?? null)) fault(`got the seat ${end.seat_id} and not ${due?.seat_id}`);
    if (asked_again !== end.status) fault(`was told '${end.status}' first, and '${asked_again}' later`);
    if (!onlyMovesUp(browser)) fault('was told that it fell back in the queue');
  }
  return faults;
}

/** Each seat that is given back goes to the head of the queue; whoever is left waits until the show is cancelled. */
function expectedEnds(browsers: number, moves: readonly Move[]): Expected[] {
  const ends = Array.from(
    { length: browsers },
    (): Expected => ({ status: 'show_cancelled', seat_id: null }),
  );
  const queue = Array.from(ends.keys());
  for (const move of moves) {
    if (move.type === 'release') {
      const head = queue.shift();
      if (head !== undefined) ends[head] = { status: 'served', seat_id: move.seat_id };
    } else {
      const leaver = move.place - 1;
      queue.splice(queue.indexOf(leaver), 1);
      ends[leaver] = { status: 'cancelled', seat_id: null };
    }
  }
  return ends;
}

function onlyMovesUp({ told }: Browser): boolean {
  return told.every(({ position }, index) => index === 0 || position < (told[index - 1]?.position ?? 0));
}
