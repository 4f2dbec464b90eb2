import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import type { ShowCommand } from '../../actors/show/commands.ts';
import { initialState, type ShowState } from '../../actors/show/state.ts';
import { takeStep } from '../../actors/show/step.ts';
import { second, showIn } from '../rules/halls.ts';
import {
  block,
  captured,
  checkIn,
  declined,
  end,
  join,
  pay,
  refundFailed,
  reserve,
  settle,
  unknown,
  withKey,
} from '../rules/people.ts';

/** In this show there is some of everything that a state can hold. */
export function liveState(): ShowState {
  const state = initialState(showIn(['rrrr rrrr', 'pppp pppp']));
  const take = (seconds: number, command: ShowCommand): void => {
    const { reply } = takeStep(state, command, { now: second(seconds), outage_ended_at: 0 }, DEFAULT_LIMITS);
    if (reply.type === 'refused') throw new Error(`${command.type} was refused: ${reply.code}`);
  };
  take(0, block('A-8'));
  take(0, withKey('k1', reserve('anna', 'A-1', 'A-2')));
  take(1, withKey('k2', pay('anna')));
  take(2, captured('anna'));
  take(3, checkIn('anna', 'A-2'));
  take(3, reserve('ben', 'A-3'));
  take(4, pay('ben'));
  take(5, captured('ben'));
  take(6, end('ben'));
  take(7, refundFailed('ben'));
  take(8, reserve('cara', 'B-1', 'B-2'));
  take(9, pay('cara'));
  take(10, unknown('cara'));
  take(430, settle);
  take(431, reserve('dan', 'B-3'));
  take(432, pay('dan'));
  take(433, reserve('eve', 'B-4', 'B-5'));
  take(434, pay('eve'));
  take(435, declined('eve'));
  take(436, reserve('fay', 'A-3', 'A-4', 'A-5', 'A-6', 'A-7', 'B-6'));
  take(437, withKey('k3', join('gwen', 5)));
  take(438, join('hans', 1));
  return state;
}
