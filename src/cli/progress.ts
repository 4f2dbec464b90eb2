const STEPS_TOLD = 10;

/**
 * Tells on stderr how far something is: in place on a terminal, else a line for each tenth.
 * @param what what is counted, e.g. `entries of the catalogue`
 */
export function progressOn(stream: NodeJS.WriteStream, what: string): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const share = Math.floor((done / total) * (stream.isTTY ? 100 : STEPS_TOLD));
    if (share <= told) return;
    told = share;
    const text = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}`;
    if (stream.isTTY) stream.write(`\r${text}${done === total ? '\n' : ''}`);
    else stream.write(`${text}\n`);
  };
}
