import { milliseconds, number, rate } from '../format.ts';
import type { EngineFigures } from '../service/contract.ts';
import { ratesBetween } from '../service/rates.ts';
import type { Look } from '../service/use-overview.ts';
import { words } from '../texts.ts';

/** The processes that sell, each with its own figures. */
export function EnginesTable({ looks }: { looks: readonly Look[] }) {
  const newest = looks.at(-1)?.overview;
  const before = looks.at(-2)?.overview ?? null;
  if (newest === undefined) return null;
  const say = words.engines;

  const row = (engine: EngineFigures) => {
    const { commands, commits } = ratesBetween(before, { ...newest, engines: [engine] });
    const cells = [
      [say.shows, number(engine.shows_awake)],
      [say.commands, rate(commands)],
      [say.commits, rate(commits)],
      [say.latency, `${milliseconds(engine.latency.p50_ms)} / ${milliseconds(engine.latency.p99_ms)}`],
      [say.loop, milliseconds(engine.loop_delay_ms)],
      [say.pending, number(engine.commands_pending)],
      [say.log, engine.log_available ? say.logFine : say.logDown],
    ];
    return (
      <tr key={engine.engine_id} data-alarming={engine.log_available ? undefined : ''}>
        <th scope="row">{engine.engine_id ?? say.thisProcess}</th>
        {cells.map(([name, value]) => (
          <td key={name} data-name={name}>
            {value}
          </td>
        ))}
      </tr>
    );
  };

  const columns = [say.shows, say.commands, say.commits, say.latency, say.loop, say.pending, say.log];
  return (
    <section class="card" aria-labelledby="engines">
      <h2 id="engines">{say.title}</h2>
      <table class="grid">
        <thead>
          <tr>
            {[say.engine, ...columns].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{newest.engines.map(row)}</tbody>
      </table>
    </section>
  );
}
