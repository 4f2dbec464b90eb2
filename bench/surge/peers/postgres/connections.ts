import pg from 'pg';
import { POSTGRES_DATABASE, POSTGRES_USER } from '../../../engine/postgres/server.ts';

/** A prepared statement, by its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export interface Connections {
  /** Gives the rows. Each call is a transaction of its own. */
  query<Row extends pg.QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  pending(): number;
  close(): Promise<void>;
}

interface Connection {
  readonly client: pg.Client;
  in_flight: number;
}

/**
 * A fixed number of connections; each statement goes over the one that has least to do. Where all are busy it is sent
 * all the same, behind what that one is doing: then the server never waits for this process between two of them.
 */
export async function openConnections(socket_folder: string, size: number): Promise<Connections> {
  const connections = await Promise.all(
    Array.from({ length: size }, async (): Promise<Connection> => {
      const client = new pg.Client({
        host: socket_folder,
        user: POSTGRES_USER,
        database: POSTGRES_DATABASE,
        pipeline: true,
      });
      await client.connect();
      return { client, in_flight: 0 };
    }),
  );
  return {
    async query<Row extends pg.QueryResultRow>({ name, text }: Statement, values: readonly unknown[]) {
      const connection = connections.reduce((least, each) =>
        each.in_flight < least.in_flight ? each : least,
      );
      connection.in_flight += 1;
      try {
        const { rows } = await connection.client.query<Row>({ name, text, values: [...values] });
        return rows;
      } finally {
        connection.in_flight -= 1;
      }
    },
    pending: () => connections.reduce((sum, { in_flight }) => sum + in_flight, 0),
    async close() {
      await Promise.all(connections.map(({ client }) => client.end()));
    },
  };
}
