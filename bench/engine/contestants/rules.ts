import { DEFAULT_LIMITS } from '../../../actors/limits.ts';
import type { ShowCommand } from '../../../actors/show/commands.ts';
import { initialState, type ShowState } from '../../../actors/show/state.ts';
import { takeStep } from '../../../actors/show/step.ts';
import { drawId } from '../../../src/ids.ts';
import { showInReferenceHall } from '../../hall.ts';
import { startCpuMeter } from '../../machine/cpu-meter.ts';
import type { Outcome, Round } from '../contestant.ts';
import { makeClients } from '../requests.ts';
import { nextShow } from '../workload.ts';

/** The rules alone, in memory: all clients reserve one after another, then all release. */
export function runRules(round: Round): Outcome {
  const states = Array.from({ length: round.shows }, () =>
    initialState(showInReferenceHall(drawId(), Date.now())),
  );
  const clients = makeClients(round.in_flight);
  const stateOf = (show: number): ShowState => {
    const state = states[show];
    if (state === undefined) throw new RangeError(`There is no show ${show}`);
    return state;
  };
  const everybodyOnce = (): void => {
    const reserved = clients.map((client) => {
      const state = stateOf(nextShow(round.shows));
      return { client, state, booking_id: takeOne(state, client.reserve()) };
    });
    for (const { client, state, booking_id } of reserved) takeOne(state, client.release(booking_id));
  };

  let acknowledged = 0;
  const runFor = (milliseconds: number): number => {
    const start = performance.now();
    const before = acknowledged;
    let seconds = 0;
    do {
      everybodyOnce();
      acknowledged += clients.length;
      seconds = (performance.now() - start) / 1_000;
    } while (seconds < milliseconds / 1_000);
    return (acknowledged - before) / seconds;
  };

  runFor(round.warmup_ms);
  const cpu = startCpuMeter();
  const cycles_per_second = runFor(round.measure_ms);
  const busy_cores = cpu();
  return {
    cycles_per_second,
    acknowledged,
    stored: null,
    cycle: null,
    request: null,
    busy_cores,
    shape: null,
  };
}

/** Gives the booking's id. */
function takeOne(state: ShowState, command: ShowCommand): string {
  const { reply } = takeStep(state, command, { now: Date.now(), outage_ended_at: 0 }, DEFAULT_LIMITS);
  if (reply.type !== 'booking') {
    throw new Error(`${command.type} was answered with ${JSON.stringify(reply)}`);
  }
  return reply.booking.booking_id;
}
