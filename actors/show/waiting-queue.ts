import { fingerprintToBytes } from '../../persistence/fingerprint-bytes.ts';
import { writeUlid } from '../../persistence/ulid-bytes.ts';
import { HashIndex, hashOf16, NONE } from '../collections/hash-index.ts';
import { PlaceIndex } from '../collections/place-index.ts';
import { SlotLists } from '../collections/slot-lists.ts';
import { SEATS_PER_REQUEST } from '../limits.ts';
import {
  RECORD_BYTES,
  readCount,
  readExpiry,
  readUser,
  SESSION,
  WAITING_ID,
  type WaitingUser,
  writeUser,
} from './waiting-record.ts';

const SMALLEST_CAPACITY = 16;
const GROWTH = 1.25;

/** Nobody waits for most shows: their queues share these. */
const NO_RECORDS: Buffer = Buffer.alloc(0);
const NO_TICKETS = new Float64Array(0);

/** All in the queue are in one list, those who want the same count in one of their own. */
const EVERYBODY = 0;

/**
 * First come, first served: the queue of a show, its index by session, and its index by wanted count (rule 8).
 *
 * A hundred thousand users as objects, with their texts, links and entries of maps, would be a million things for the
 * garbage collection to look at again and again. So they lie packed, some 130 bytes each with all that finds them, in slots
 * that are used again; a user is made of its bytes when somebody asks.
 */
export class WaitingQueue {
  #size = 0;
  #records = NO_RECORDS;
  /** By slot. */
  #ticket_of = NO_TICKETS;
  /** Slots below this number have been used before; those of them that are free are in a list. */
  #used = 0;
  #free = new SlotLists();
  #order = new SlotLists();
  /** By wanted count. */
  #alike = new SlotLists();
  #by_id = new HashIndex();
  #by_session = new HashIndex();
  #tickets = new PlaceIndex();
  /** Every command asks for the head, which seldom changes. */
  #head: WaitingUser | undefined;

  get size(): number {
    return this.#size;
  }

  get head(): WaitingUser | undefined {
    this.#head ??= this.#userIn(this.#order.head(EVERYBODY));
    return this.#head;
  }

  /** When the wait of the last in the queue ends; 0 where nobody waits. */
  get last_expires_at(): number {
    const slot = this.#order.tail(EVERYBODY);
    return slot === NONE ? 0 : readExpiry(this.#records, slot * RECORD_BYTES);
  }

  /** Like all that ask for an id or a session, throws a RangeError where that is none. */
  get(waiting_id: string): WaitingUser | undefined {
    return this.#userIn(this.#slotOf(waiting_id));
  }

  ofSession(session: string): WaitingUser | undefined {
    if (this.#size === 0) return undefined;
    seekSession(session);
    return this.#userIn(this.#by_session.find(hashOf16(SOUGHT, 0), this.#isSoughtSession));
  }

  /** 1 for the head. Throws a RangeError where nobody of this id waits. */
  position(waiting_id: string): number {
    return this.#tickets.position(this.#ticket_of[this.#requireSlot(waiting_id)] ?? NONE);
  }

  /** Throws a RangeError where the id or the session waits already, or the count is none that can be waited for. */
  join(user: WaitingUser): void {
    writeUser(user, RECORD, 0);
    this.#join(RECORD, 0);
  }

  /** Gives the user who left. Throws a RangeError where nobody of this id waits. */
  leave(waiting_id: string): WaitingUser {
    return this.#leave(this.#requireSlot(waiting_id));
  }

  /** Whether somebody wants this many seats or more. */
  anyoneWants(count: number): boolean {
    for (let wanted = count; wanted <= SEATS_PER_REQUEST; wanted += 1) {
      if (this.#alike.head(wanted) !== NONE) return true;
    }
    return false;
  }

  /** Removes everybody who wants this many seats or more; costs what it removes. */
  removeWanting(count: number): WaitingUser[] {
    const slots: number[] = [];
    for (let wanted = count; wanted <= SEATS_PER_REQUEST; wanted += 1) {
      for (let slot = this.#alike.head(wanted); slot !== NONE; slot = this.#alike.next(slot))
        slots.push(slot);
    }
    if (slots.length < this.#size) return slots.map((slot) => this.#leave(slot));
    // Everybody: it takes a third of the time not to let them leave one by one.
    const users = slots.map((slot) => readUser(this.#records, slot * RECORD_BYTES));
    this.#clear();
    return users;
  }

  /** From the head to the tail. */
  *users(): IterableIterator<WaitingUser> {
    for (let slot = this.#order.head(EVERYBODY); slot !== NONE; slot = this.#order.next(slot)) {
      yield readUser(this.#records, slot * RECORD_BYTES);
    }
  }

  /** How many bytes `writeTo` writes. */
  get byte_length(): number {
    return this.#size * RECORD_BYTES;
  }

  /** Writes all users, from the head to the tail. */
  writeTo(target: Uint8Array, offset: number): void {
    let at = offset;
    for (let slot = this.#order.head(EVERYBODY); slot !== NONE; ) {
      // Those who joined one after the other lie side by side, mostly, and go as one.
      let last = slot;
      let next = this.#order.next(last);
      while (next === last + 1) {
        last = next;
        next = this.#order.next(last);
      }
      at += this.#records.copy(target, at, slot * RECORD_BYTES, (last + 1) * RECORD_BYTES);
      slot = next;
    }
  }

  /** Lets all join that `writeTo` wrote. Throws a RangeError where the bytes are no such users. */
  joinAll(bytes: Buffer): void {
    if (bytes.length % RECORD_BYTES !== 0) throw new RangeError('there is half a user in the queue');
    this.#makeRoom(this.#used + bytes.length / RECORD_BYTES);
    for (let start = 0; start < bytes.length; start += RECORD_BYTES) this.#join(bytes, start);
  }

  #join(record: Buffer, start: number): void {
    const count = readCount(record, start);
    if (count < 1 || count > SEATS_PER_REQUEST) throw new RangeError(`nobody can wait for ${count} seats`);
    record.copy(SOUGHT, 0, start + WAITING_ID, start + WAITING_ID + SOUGHT.length);
    const id_hash = hashOf16(SOUGHT, 0);
    if (this.#by_id.find(id_hash, this.#isSoughtId) !== NONE) throw new RangeError('the id waits already');
    record.copy(SOUGHT, 0, start + SESSION, start + SESSION + SOUGHT.length);
    const session_hash = hashOf16(SOUGHT, 0);
    if (this.#by_session.find(session_hash, this.#isSoughtSession) !== NONE)
      throw new RangeError('the session waits already');
    const slot = this.#takeSlot();
    record.copy(this.#records, slot * RECORD_BYTES, start, start + RECORD_BYTES);
    this.#ticket_of[slot] = this.#tickets.join();
    this.#order.append(EVERYBODY, slot);
    this.#alike.append(count, slot);
    this.#by_id.add(id_hash, slot);
    this.#by_session.add(session_hash, slot);
    this.#size += 1;
  }

  #leave(slot: number): WaitingUser {
    const start = slot * RECORD_BYTES;
    const user = readUser(this.#records, start);
    if (slot === this.#order.head(EVERYBODY)) this.#head = undefined;
    this.#tickets.leave(this.#ticket_of[slot] ?? NONE);
    this.#order.remove(EVERYBODY, slot);
    this.#alike.remove(user.count, slot);
    this.#by_id.delete(hashOf16(this.#records, start + WAITING_ID), slot);
    this.#by_session.delete(hashOf16(this.#records, start + SESSION), slot);
    this.#free.append(0, slot);
    this.#size -= 1;
    // The last of a crowd leaves no room behind that only a crowd needs.
    if (this.#size === 0 && this.#used > SMALLEST_CAPACITY) this.#clear();
    return user;
  }

  #clear(): void {
    this.#size = 0;
    this.#records = NO_RECORDS;
    this.#ticket_of = NO_TICKETS;
    this.#used = 0;
    this.#free = new SlotLists();
    this.#order = new SlotLists();
    this.#alike = new SlotLists();
    this.#by_id = new HashIndex();
    this.#by_session = new HashIndex();
    this.#tickets = new PlaceIndex();
    this.#head = undefined;
  }

  #takeSlot(): number {
    const free = this.#free.head(0);
    if (free !== NONE) {
      this.#free.remove(0, free);
      return free;
    }
    if (this.#used === this.#ticket_of.length) {
      this.#makeRoom(Math.max(SMALLEST_CAPACITY, Math.ceil(this.#used * GROWTH)));
    }
    this.#used += 1;
    return this.#used - 1;
  }

  #makeRoom(slots: number): void {
    if (slots <= this.#ticket_of.length) return;
    const records = Buffer.from(new ArrayBuffer(slots * RECORD_BYTES));
    this.#records.copy(records);
    this.#records = records;
    const ticket_of = new Float64Array(slots);
    ticket_of.set(this.#ticket_of);
    this.#ticket_of = ticket_of;
    for (const lists of [this.#free, this.#order, this.#alike]) lists.makeRoom(slots);
  }

  #slotOf(waiting_id: string): number {
    if (this.#size === 0) return NONE;
    writeUlid(waiting_id, SOUGHT, 0);
    return this.#by_id.find(hashOf16(SOUGHT, 0), this.#isSoughtId);
  }

  #requireSlot(waiting_id: string): number {
    const slot = this.#slotOf(waiting_id);
    if (slot === NONE) throw new RangeError(`nobody waits with the id ${waiting_id}`);
    return slot;
  }

  readonly #isSoughtId = (slot: number): boolean => this.#has(slot * RECORD_BYTES + WAITING_ID);
  readonly #isSoughtSession = (slot: number): boolean => this.#has(slot * RECORD_BYTES + SESSION);

  #has(start: number): boolean {
    return this.#records.compare(SOUGHT, 0, SOUGHT.length, start, start + SOUGHT.length) === 0;
  }

  #userIn(slot: number): WaitingUser | undefined {
    return slot === NONE ? undefined : readUser(this.#records, slot * RECORD_BYTES);
  }
}

/** The id or session that is being looked for, and the user who is joining. */
const SOUGHT = Buffer.alloc(16);
const RECORD = Buffer.alloc(RECORD_BYTES);

function seekSession(session: string): void {
  SOUGHT.set(fingerprintToBytes(session));
}
