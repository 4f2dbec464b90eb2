import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { COMMANDS_A_TURN } from '../../actors/limits.ts';
import { readSeatMap, reserve } from '../rules/people.ts';
import { openStage } from './stage.ts';

const fairness = suite('fairness between shows');

const FLOOD = 10_000;

fairness(
  'a quiet show answers after some of the commands to a hot one, and not after all of them',
  async () => {
    const stage = await openStage();
    const { engine, show_id, other_show_id } = stage;
    await engine.ask(show_id, reserve('anna', 'A-1'));
    await engine.ask(other_show_id, reserve('ben', 'A-1'));
    let answered = 0;
    const flood = Array.from({ length: FLOOD }, () =>
      engine.ask(show_id, readSeatMap).then(() => (answered += 1)),
    );
    await engine.ask(other_show_id, readSeatMap);
    assert.ok(answered <= 2 * COMMANDS_A_TURN, `${answered} commands to the hot show came first`);
    await Promise.all(flood);
    assert.is(answered, FLOOD);
    await stage.close();
  },
);

fairness(
  'what a flooded show was asked first is answered first, over all the turns that it takes',
  async () => {
    const stage = await openStage();
    const { engine, show_id } = stage;
    await engine.ask(show_id, reserve('anna', 'A-1'));
    const order: number[] = [];
    const commands = 3 * COMMANDS_A_TURN + 1;
    await Promise.all(
      Array.from({ length: commands }, (_, index) =>
        engine.ask(show_id, readSeatMap).then(() => order.push(index)),
      ),
    );
    assert.equal(
      order,
      Array.from({ length: commands }, (_, index) => index),
    );
    await stage.close();
  },
);

fairness('a flood that is cut short by a refused commit goes on where it stopped', async () => {
  const stage = await openStage();
  const { engine, show_id } = stage;
  await engine.ask(show_id, reserve('anna', 'A-1'));
  stage.refuse();
  const refused = engine.ask(show_id, reserve('ben', 'A-2'));
  const flood = Array.from({ length: 3 * COMMANDS_A_TURN }, () => engine.ask(show_id, readSeatMap));
  const outcomes = await Promise.allSettled([refused, ...flood]);
  assert.is(outcomes[0]?.status, 'rejected');
  stage.accept();
  // What was read of the refused step is refused with it; what came later reads what is on disk.
  const told = outcomes.slice(1).map(({ status }) => status);
  assert.ok(told.lastIndexOf('rejected') < told.indexOf('fulfilled'), 'one that came later was refused');
  assert.is(told.at(-1), 'fulfilled');
  await stage.close();
});

fairness.run();
