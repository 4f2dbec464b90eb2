/** For how long the event loop has had nothing to do, since the start: milliseconds. */
export function idleTime(): number {
  return performance.eventLoopUtilization().idle;
}
