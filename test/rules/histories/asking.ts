import type fc from 'fast-check';
import type { ShowCommand } from '../../../actors/show/commands.ts';
import type { Reply } from '../../../actors/show/replies.ts';
import { session } from '../people.ts';
import { PEOPLE, STRANGER } from './drawing.ts';
import type { Subject } from './subject.ts';
import { askBoth, type World } from './world.ts';

/** Asks the show something; what exactly depends on what there is. Null where there is nothing to ask it of. */
export class Ask implements fc.Command<World, Subject> {
  readonly #commandIn: (world: World) => ShowCommand | null;
  #tell = (): string => 'ask what there is nothing to ask of';

  constructor(commandIn: (world: World) => ShowCommand | null) {
    this.#commandIn = commandIn;
  }

  check(world: Readonly<World>): boolean {
    return this.#commandIn({ ...world }) !== null;
  }

  run(world: World, subject: Subject): void {
    const command = this.#commandIn(world);
    if (command === null) throw new Error('there was something to ask a moment ago');
    const seconds = secondsIn(world);
    this.#tell = () => `\n  ${seconds} s: ${tell(command)}`;
    const reply = askBoth(world, subject, command);
    this.#tell = () => `\n  ${seconds} s: ${tell(command)} → ${tellReply(reply)}`;
    if ('key' in command && command.key !== null && reply.type !== 'refused') {
      world.keyed = [...world.keyed, { ...command, key: command.key }];
    }
  }

  toString(): string {
    return this.#tell();
  }
}

/** The clock, in seconds since the history began. */
export function secondsIn({ clock, began_at }: World): number {
  return (clock - began_at) / 1_000;
}

/** Ids without the zeros before them, sessions by name, fingerprints short. */
function tell({ type, ...rest }: ShowCommand): string {
  const fields = JSON.stringify(rest, (name, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (name === 'session') return PEOPLE.find((who) => session(who) === value) ?? STRANGER;
    if (name === 'key' || name === 'body' || name === 'nonce') return value.slice(0, 4);
    return name.endsWith('_id') ? value.replace(/^0+/, '') : value;
  });
  return `${type} ${fields}`;
}

function tellReply(reply: Reply): string {
  switch (reply.type) {
    case 'booking':
    case 'payment':
      return `${reply.booking.status} ${reply.booking.seats.map(({ seat_id }) => seat_id).join(' ')}`;
    case 'waiting':
      return `${reply.waiting.status} ${reply.waiting.position ?? ''}`;
    case 'check_in':
      return reply.outcome.result;
    case 'refused':
      return reply.code;
    default:
      return reply.type;
  }
}
