import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PlaceIndex } from '../../actors/collections/place-index.ts';

const places = suite('place index');

/** The obvious one: the tickets in a list, and the next to be given. */
interface Model {
  tickets: number[];
  next: number;
}

class Join implements fc.Command<Model, PlaceIndex> {
  readonly many: number;
  constructor(many: number) {
    this.many = many;
  }
  check = (): boolean => true;
  run(model: Model, real: PlaceIndex): void {
    for (let count = 0; count < this.many; count += 1) {
      assert.is(real.join(), model.next);
      model.tickets.push(model.next);
      model.next += 1;
    }
    checkSame(model, real);
  }
  toString = (): string => `${this.many} join`;
}

class Leave implements fc.Command<Model, PlaceIndex> {
  readonly place: number;
  constructor(place: number) {
    this.place = place;
  }
  check = ({ tickets }: Readonly<Model>): boolean => tickets.length > 0;
  run(model: Model, real: PlaceIndex): void {
    const [ticket] = model.tickets.splice(this.place % model.tickets.length, 1);
    if (ticket === undefined) throw new Error('nobody was there to leave');
    real.leave(ticket);
    assert.throws(() => real.position(ticket), isRangeError);
    assert.throws(() => real.leave(ticket), isRangeError);
    checkSame(model, real);
  }
  toString = (): string => `leave from the place ${this.place} (modulo all)`;
}

/** All but the last few leave, from the front. */
class ServeMost implements fc.Command<Model, PlaceIndex> {
  readonly kept: number;
  constructor(kept: number) {
    this.kept = kept;
  }
  check = (): boolean => true;
  run(model: Model, real: PlaceIndex): void {
    while (model.tickets.length > this.kept) real.leave(model.tickets.shift() ?? -1);
    checkSame(model, real);
  }
  toString = (): string => `all leave but the last ${this.kept}`;
}

function isRangeError(error: Error): boolean {
  return error instanceof RangeError;
}

function checkSame(model: Model, real: PlaceIndex): void {
  assert.equal(
    model.tickets.map((ticket) => real.position(ticket)),
    model.tickets.map((_, index) => index + 1),
  );
  for (const unknown of [-1, model.next, model.next + 1_000]) {
    assert.throws(() => real.position(unknown), isRangeError);
    assert.throws(() => real.leave(unknown), isRangeError);
  }
}

places('tells what counting would', () => {
  const commands = fc.commands(
    [
      fc.integer({ min: 1, max: 20 }).map((many) => new Join(many)),
      fc.nat({ max: 200 }).map((place) => new Leave(place)),
      fc.nat({ max: 200 }).map((place) => new Leave(place)),
      fc.nat({ max: 5 }).map((kept) => new ServeMost(kept)),
    ],
    { maxCommands: 80, size: 'max' },
  );
  fc.assert(
    fc.property(commands, (each) =>
      fc.modelRun(() => ({ model: { tickets: [], next: 0 }, real: new PlaceIndex() }), each),
    ),
    { numRuns: 300 },
  );
});

places('a ticket far back in a long queue moves up with each who leaves', () => {
  const real = new PlaceIndex();
  const tickets = Array.from({ length: 100_000 }, () => real.join());
  const last = tickets.at(-1) ?? -1;
  for (const [index, ticket] of tickets.slice(0, -1).entries()) {
    assert.is(real.position(last), 100_000 - index);
    real.leave(ticket);
  }
  assert.is(real.position(last), 1);
});

places.run();
