export interface StreamedEvent {
  readonly type: string;
  readonly data: string;
}

/** Makes events of the text of an event stream, in whatever pieces that comes. */
export function createEventReader(take: (event: StreamedEvent) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const blocks = (rest + text.replaceAll('\r', '')).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = fieldOf(block, 'data');
      if (data !== null) take({ type: fieldOf(block, 'event') ?? 'message', data });
    }
  };
}

function fieldOf(block: string, name: string): string | null {
  const line = block.split('\n').find((each) => each.startsWith(`${name}: `));
  return line?.slice(name.length + 2) ?? null;
}
