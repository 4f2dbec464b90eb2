const BEFORE_ID = '{"booking":{"booking_id":"';
const ID_LENGTH = 26;
const RELEASED = '"status":"released"';

/**
 * The booking's id in an answer, found at its place: to parse the answer would cost the client more than to ask, and
 * so hide what the servers cost. Throws where the answer is another one.
 */
export function bookingIdIn(answer: string): string {
  if (!answer.startsWith(BEFORE_ID)) throw new Error(`The answer is not a booking: ${answer}`);
  return answer.slice(BEFORE_ID.length, BEFORE_ID.length + ID_LENGTH);
}

export function expectReleased(answer: string): void {
  if (!answer.includes(RELEASED)) throw new Error(`The answer is not a released booking: ${answer}`);
}
