/** Writes the texts of requests to one server. */
export interface Requests {
  get(path: string, session_id?: string): string;
  post(path: string, idempotency_key: string, body: object): string;
  remove(path: string, session_id: string, idempotency_key: string): string;
}

export function requestsTo(url: string): Requests {
  const { host } = new URL(url);
  const first = ` HTTP/1.1\r\nHost: ${host}\r\n`;
  return {
    get(path, session_id) {
      const session = session_id === undefined ? '' : `X-Session-Id: ${session_id}\r\n`;
      return `GET ${path}${first}${session}\r\n`;
    },
    post(path, idempotency_key, content) {
      // All that people say here is ASCII, so that characters are bytes.
      const body = JSON.stringify(content);
      return `POST ${path}${first}Idempotency-Key: ${idempotency_key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    },
    remove: (path, session_id, idempotency_key) =>
      `DELETE ${path}${first}X-Session-Id: ${session_id}\r\nIdempotency-Key: ${idempotency_key}\r\n\r\n`,
  };
}
