import type { BoxOffice } from './box-office.ts';

export interface StreamEvent {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** An open stream of server-sent events, read as a browser reads it. */
export interface EventStream {
  /** Resolves with the next event; null once the service has ended the stream. */
  next(): Promise<StreamEvent | null>;
  close(): void;
}

/** Opens a stream. Throws where it is refused. */
export async function openEventStream(
  box_office: BoxOffice,
  path: string,
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const hang_up = new AbortController();
  const response = await fetch(`${box_office.url}${path}`, { headers, signal: hang_up.signal });
  if (response.headers.get('content-type') !== 'text/event-stream' || response.body === null) {
    throw new Error(`no stream but ${response.status} ${await response.text()}`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';

  /** The next block that is an event, and not a comment or a setting. */
  function takeEvent(): StreamEvent | null {
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string): string =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
      if (field('data') !== '')
        return { event: field('event') || 'message', id: field('id'), data: field('data') };
    }
    return null;
  }

  return {
    async next() {
      for (;;) {
        const event = takeEvent();
        if (event !== null) return event;
        const { done, value } = await reader.read();
        if (done) return null;
        text += value;
      }
    },
    close: () => hang_up.abort(),
  };
}
