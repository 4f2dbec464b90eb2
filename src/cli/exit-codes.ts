/** How a command tells its caller how it went; the last three are those of sysexits.h. */
export const DONE = 0;
/** It could not be done, or `audit` found something. */
export const FAILED = 1;
/** It was called in a wrong way, or the environment is set wrong. */
export const MISUSED = 2;
/** The disk failed while the log was being written: what was not acknowledged yet may or may not be there. */
export const LOG_BROKEN = 74;
/** The data folder or the port is in use; it may work later. */
export const IN_USE = 75;
