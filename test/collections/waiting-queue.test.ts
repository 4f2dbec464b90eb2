import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import { WaitingQueue } from '../../actors/show/waiting-queue.ts';
import type { WaitingUser } from '../../actors/show/waiting-record.ts';

const queue = suite('waiting queue');

/** The obvious one: a list, from the head to the tail. */
type Model = WaitingUser[];

function userOf(person: number, count: number, joined_position: number): WaitingUser {
  return {
    waiting_id: idOf(person),
    booking_id: `${person}`.padStart(26, '1'),
    session: sessionOf(person),
    count,
    joined_at: 1_800_000_000_000 + person,
    expires_at: 1_800_003_600_000 + person,
    joined_position,
  };
}

function idOf(person: number): string {
  return `${person}`.padStart(26, '0');
}

function sessionOf(person: number): string {
  return fingerprint(`session ${person}`);
}

class Join implements fc.Command<Model, WaitingQueue> {
  readonly person: number;
  readonly count: number;
  constructor(person: number, count: number) {
    this.person = person;
    this.count = count;
  }
  check = (): boolean => true;
  run(model: Model, real: WaitingQueue): void {
    const user = userOf(this.person, this.count, model.length + 1);
    const is_possible = this.count >= 1 && this.count <= 10;
    if (is_possible && !model.some(({ session }) => session === user.session)) {
      real.join(user);
      model.push(user);
    } else assert.throws(() => real.join(user), isRangeError);
    checkSame(model, real);
  }
  toString = (): string => `${this.person} joins for ${this.count}`;
}

class Leave implements fc.Command<Model, WaitingQueue> {
  readonly person: number;
  constructor(person: number) {
    this.person = person;
  }
  check = (): boolean => true;
  run(model: Model, real: WaitingQueue): void {
    const waiting_id = idOf(this.person);
    const index = model.findIndex((user) => user.waiting_id === waiting_id);
    if (index === -1) {
      assert.throws(() => real.leave(waiting_id), isRangeError);
      assert.throws(() => real.position(waiting_id), isRangeError);
    } else {
      assert.equal(real.leave(waiting_id), model[index]);
      model.splice(index, 1);
    }
    checkSame(model, real);
  }
  toString = (): string => `${this.person} leaves`;
}

class RemoveWanting implements fc.Command<Model, WaitingQueue> {
  readonly count: number;
  constructor(count: number) {
    this.count = count;
  }
  check = (): boolean => true;
  run(model: Model, real: WaitingQueue): void {
    const removed = model.filter((user) => user.count >= this.count);
    assert.equal(new Set(real.removeWanting(this.count)), new Set(removed));
    for (const user of removed) model.splice(model.indexOf(user), 1);
    checkSame(model, real);
  }
  toString = (): string => `all who want ${this.count} or more are removed`;
}

function isRangeError(error: Error): boolean {
  return error instanceof RangeError;
}

function checkSame(model: Model, real: WaitingQueue): void {
  assert.equal([...real.users()], model);
  assert.is(real.size, model.length);
  assert.equal(real.head, model[0]);
  assert.is(real.last_expires_at, model.at(-1)?.expires_at ?? 0);
  for (const [index, user] of model.entries()) assert.is(real.position(user.waiting_id), index + 1);
  for (let person = 0; person < PEOPLE; person += 1) {
    const user = model.find(({ waiting_id }) => waiting_id === idOf(person));
    assert.equal(real.ofSession(sessionOf(person)), user);
    assert.equal(real.get(idOf(person)), user);
  }
  for (let count = 1; count <= 12; count += 1) {
    assert.is(
      real.anyoneWants(count),
      model.some((user) => user.count >= count),
    );
  }
}

const PEOPLE = 12;
const CROWD = 20_000;

/** What a queue is made of again. */
function bytesOf(real: WaitingQueue): Buffer {
  const bytes = Buffer.alloc(real.byte_length);
  real.writeTo(bytes, 0);
  return bytes;
}

queue('what its bytes are made of again is the same queue', () => {
  const step = fc.tuple(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 10 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
      const before = new WaitingQueue();
      for (const [person, count, leaves] of steps) {
        const is_here = before.ofSession(sessionOf(person)) !== undefined;
        if (!is_here) before.join(userOf(person, count, before.size + 1));
        else if (leaves) before.leave(idOf(person));
      }
      const after = new WaitingQueue();
      after.joinAll(bytesOf(before));
      const model = [...before.users()];
      for (const queue_again of [before, after]) checkSame(model, queue_again);
      assert.is(Buffer.compare(bytesOf(after), bytesOf(before)), 0);
    }),
  );
});

queue('bytes that are no queue are refused', () => {
  const real = new WaitingQueue();
  real.join(userOf(1, 2, 1));
  const bytes = bytesOf(real);
  assert.throws(() => new WaitingQueue().joinAll(bytes.subarray(1)), isRangeError);
  assert.throws(() => new WaitingQueue().joinAll(Buffer.concat([bytes, bytes])), isRangeError);
});

queue('behaves as a list that is searched', () => {
  const person = fc.nat({ max: PEOPLE - 1 });
  const join = fc.tuple(person, fc.nat({ max: 11 })).map(([who, count]) => new Join(who, count));
  const commands = fc.commands(
    [
      join,
      join,
      person.map((who) => new Leave(who)),
      fc.integer({ min: 1, max: 12 }).map((count) => new RemoveWanting(count)),
    ],
    { maxCommands: 80, size: 'max' },
  );
  fc.assert(
    fc.property(commands, (each) => fc.modelRun(() => ({ model: [], real: new WaitingQueue() }), each)),
    { numRuns: 500 },
  );
});

queue('a crowd of which one after the other leaves gives its room back, and the queue goes on', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const bytesInUse = (): number => {
    // The memory of buffers is given back beside the collection that found them unused: the next one waits for that.
    collect();
    collect();
    return process.memoryUsage().arrayBuffers;
  };
  const real = new WaitingQueue();
  const before = bytesInUse();
  for (let person = 0; person < CROWD; person += 1) real.join(userOf(person, 1, person + 1));
  const crowded = bytesInUse() - before;
  for (let person = 0; person < CROWD; person += 1) real.leave(idOf(person));
  const left = bytesInUse() - before;
  assert.ok(left < crowded / 10, `${left} of ${crowded} bytes are still in use`);
  real.join(userOf(1, 2, 1));
  assert.equal(real.head, userOf(1, 2, 1));
  assert.is(real.position(idOf(1)), 1);
});

queue.run();
