import { bookingIdIn, expectReleased } from './answer.ts';
import type { Customer, Till } from './customer.ts';
import { openHttpConnection } from './http-connection.ts';

/** Each customer has a connection of its own. */
export async function openHttpTill(url: string, customers: readonly Customer[]): Promise<Till> {
  const { hostname, port, host } = new URL(url);
  const connections = await Promise.all(
    customers.map(async ({ session_id, seat }) => {
      const body = JSON.stringify({ session_id, seats: [seat] });
      return {
        connection: await openHttpConnection(hostname, Number(port)),
        after_path: ` HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        after_booking: ` HTTP/1.1\r\nHost: ${host}\r\nX-Session-Id: ${session_id}\r\n\r\n`,
      };
    }),
  );
  const connectionOf = (index: number): (typeof connections)[number] => {
    const connection = connections[index];
    if (connection === undefined) throw new RangeError(`There is no customer ${index}`);
    return connection;
  };
  return {
    async reserve(index, show_id) {
      const { connection, after_path } = connectionOf(index);
      return bookingIdIn(await connection.send(`POST /v1/shows/${show_id}/bookings${after_path}`));
    },
    async release(index, show_id, booking_id) {
      const { connection, after_booking } = connectionOf(index);
      const path = `/v1/shows/${show_id}/bookings/${booking_id}`;
      expectReleased(await connection.send(`DELETE ${path}${after_booking}`));
    },
    async close() {
      for (const { connection } of connections) connection.close();
    },
  };
}
