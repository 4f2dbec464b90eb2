import { type BookingSeen, bookingIn, problemIn } from '../answers.ts';
import type { Answer } from '../connection.ts';
import type { Person } from '../person.ts';
import type { BookingTold } from '../told.ts';
import { type StepDefinition, showPath, type World } from '../world.ts';

/** Who pays does so after some part of the time that there is. */
const PAYS_FROM = 0.1;
const PAYS_UNTIL = 0.7;
/** Who lets go does so soon, in seconds. */
const LETS_GO_S = 20;
/** Who lets it lapse looks so long after the server has let it go: timers are not exact. */
const LOOKS_AFTER_MS = 100;
const LOOKS_AGAIN_MS = 500;
/** As the page waits for a payment that is in flight. */
const PAYMENT_POLL_S = 5;

/** Takes what was reserved, and decides what becomes of it. */
export function takeBooking(
  world: World,
  person: Person,
  { booking_id, version, status, seats, expires_at }: BookingSeen,
  { asked_at, named }: Pick<BookingTold, 'asked_at' | 'named'>,
): void {
  const now = world.now();
  const expires = Date.parse(expires_at);
  const { reservation_s, reservation_buffer_s } = world.task.durations;
  const booking: BookingTold = {
    booking_id,
    asked_at,
    named,
    seats: seats.map(({ seat_id }) => seat_id),
    told_at: world.unixTime(now),
    reserved_at: expires - reservation_s * 1_000,
    held_until: expires,
    is_booked: false,
  };
  person.told.booking = booking;
  person.booking_version = version;
  world.reserved(booking);
  const left_ms = Math.max(0, expires - booking.told_at);
  const { fate } = person.character;
  // Whoever hears of it too late finds it gone.
  if (status !== 'reserved' || fate === 'lets_lapse')
    world.go(person, 'look_after', left_ms + reservation_buffer_s * 1_000 + LOOKS_AFTER_MS);
  else if (fate === 'lets_go') world.think(person, 'release', LETS_GO_S);
  else world.go(person, 'pay', left_ms * (PAYS_FROM + world.random.fraction() * (PAYS_UNTIL - PAYS_FROM)));
}

export const pay: StepDefinition = {
  kind: 'pay',
  request: (world, person) =>
    world.requests.post(`${bookingPath(world, person)}/payment`, person.idempotency_key, {
      session_id: person.session_id,
      payment_token: 'tok_ok',
    }),
  hear(world, person, answer) {
    if (answer.status === 200) {
      booked(world, person);
    } else if (answer.status === 202) {
      person.booking_version = bookingIn(answer).version;
      world.go(person, 'await_payment', 0);
    } else if (isTooLate(answer)) {
      lapsed(world, person);
    } else {
      world.unexpected(person, answer);
    }
  },
};

export const await_payment: StepDefinition = {
  kind: 'look',
  request: (world, person) =>
    world.requests.get(
      `${bookingPath(world, person)}?wait_s=${PAYMENT_POLL_S}&after=${person.booking_version}`,
      person.session_id,
    ),
  hear(world, person, answer) {
    hearBooking(world, person, answer, ({ status, version }) => {
      if (status === 'booked') {
        booked(world, person);
      } else if (status === 'expired') {
        lapsed(world, person);
      } else {
        person.booking_version = version;
        world.go(person, 'await_payment', 0);
      }
    });
  },
};

export const look_after: StepDefinition = {
  kind: 'look',
  request: (world, person) => world.requests.get(bookingPath(world, person), person.session_id),
  hear(world, person, answer) {
    hearBooking(world, person, answer, ({ status }) => {
      if (status === 'expired') lapsed(world, person);
      else if (status === 'reserved') world.go(person, 'look_after', LOOKS_AGAIN_MS);
      else world.unexpected(person, answer);
    });
  },
};

export const release: StepDefinition = {
  kind: 'release',
  request: (world, person) =>
    world.requests.remove(bookingPath(world, person), person.session_id, person.idempotency_key),
  hear(world, person, answer) {
    if (isReleased(answer)) {
      const booking = held(person);
      booking.held_until = Math.min(booking.held_until, person.sent_at);
      world.seats({ reserved: -booking.seats.length, booked: 0 });
      world.end(person, 'released');
    } else if (isTooLate(answer)) {
      lapsed(world, person);
    } else {
      world.unexpected(person, answer);
    }
  },
};

function hearBooking(
  world: World,
  person: Person,
  answer: Answer,
  hear: (booking: BookingSeen) => void,
): void {
  if (answer.status === 200) hear(bookingIn(answer));
  else world.unexpected(person, answer);
}

function isReleased(answer: Answer): boolean {
  return answer.status === 200 && bookingIn(answer).status === 'released';
}

/** Their time was over before the request arrived. */
function isTooLate(answer: Answer): boolean {
  return answer.status === 410 || (answer.status === 409 && problemIn(answer).code === 'not_reserved');
}

function booked(world: World, person: Person): void {
  const booking = held(person);
  booking.is_booked = true;
  booking.held_until = Number.POSITIVE_INFINITY;
  world.seats({ reserved: -booking.seats.length, booked: booking.seats.length });
  world.end(person, 'booked');
}

function lapsed(world: World, person: Person): void {
  world.seats({ reserved: -held(person).seats.length, booked: 0 });
  world.end(person, 'lapsed');
}

function held({ told }: Person): BookingTold {
  if (told.booking === null) throw new Error('Somebody acts on a booking who has none');
  return told.booking;
}

function bookingPath(world: World, person: Person): string {
  return `${showPath(world, person)}/bookings/${person.told.booking?.booking_id}`;
}
