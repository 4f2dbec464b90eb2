import { valueAt } from '../support/small-catalogue.ts';
import { type Journal, possibleStatuses, type WaitingEntry } from './journal.ts';

/**
 * Asks the restarted service about everything that a customer was told before, and says in words what is not so any more.
 * Bookings that were never acknowledged (their customer got no answer) may be there or not.
 */
export async function findBrokenPromises(url: string, journal: Journal): Promise<string[]> {
  const broken = [...journal.complaints];
  const taken = new Map<string, string>();
  for (const entry of journal.bookings.values()) {
    const { show_id, booking_id, session_id, seats } = entry;
    const booking = await read(`${url}/v1/shows/${show_id}/bookings/${booking_id}`, session_id, 'booking');
    const status = valueAt(booking, 'status');
    const said = `booking ${booking_id} (${entry.status}, then ${entry.pending ?? 'nothing'})`;
    if (typeof status !== 'string' || !possibleStatuses(entry).includes(status)) {
      broken.push(`${said} is now ${JSON.stringify(booking)}`);
      continue;
    }
    if (valueAt(booking, 'expires_at') !== entry.expires_at) broken.push(`${said} has another deadline`);
    const seats_now = valueAt(booking, 'seats');
    const names = Array.isArray(seats_now) ? seats_now.map((seat: unknown) => valueAt(seat, 'seat_id')) : [];
    if (names.join() !== seats.join())
      broken.push(`${said} had the seats ${seats.join()}, now ${names.join()}`);
    if (status !== 'reserved' && status !== 'booked') continue;
    for (const seat of seats) {
      const other = taken.get(`${show_id} ${seat}`);
      if (other !== undefined) broken.push(`the seat ${seat} is in the bookings ${other} and ${booking_id}`);
      taken.set(`${show_id} ${seat}`, booking_id);
    }
  }
  broken.push(...(await findLostPlaces(url, journal)));
  return broken;
}

/** Every place is still there or was served, with its deadline; nobody has come to stand before somebody who was first. */
async function findLostPlaces(url: string, journal: Journal): Promise<string[]> {
  const broken: string[] = [];
  const standing: { readonly entry: WaitingEntry; readonly position: number }[] = [];
  for (const entry of journal.waitings.values()) {
    const path = `${url}/v1/shows/${entry.show_id}/waiting/${entry.waiting_id}`;
    const waiting = await read(path, entry.session_id, 'waiting');
    const status = valueAt(waiting, 'status');
    const position = valueAt(waiting, 'position');
    const possible = ['waiting', 'served', 'not_enough_seats', ...(entry.has_left ? ['cancelled'] : [])];
    const said = `the place ${entry.waiting_id}`;
    if (typeof status !== 'string' || !possible.includes(status)) {
      broken.push(`${said} is now ${JSON.stringify(waiting)}`);
    } else if (valueAt(waiting, 'expires_at') !== entry.expires_at) {
      broken.push(`${said} has another deadline`);
    } else if (status === 'waiting') {
      if (typeof position === 'number') standing.push({ entry, position });
      else broken.push(`${said} has no position`);
    }
  }
  for (const first of standing) {
    for (const second of standing) {
      const is_owed =
        first.entry.show_id === second.entry.show_id && first.entry.acknowledged_at < second.entry.sent_at;
      if (is_owed && first.position >= second.position) {
        broken.push(`${second.entry.waiting_id} stands before ${first.entry.waiting_id}, who was first`);
      }
    }
  }
  return broken;
}

async function read(url: string, session_id: string, name: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { 'x-session-id': session_id } });
  const body: unknown = await answer.json();
  return answer.ok ? valueAt(body, name) : body;
}
