// How a command tells its caller how it went; 0 where it was done.

/** It could not be done, `audit` found something, or payments and bookings do not agree in the `ledger`. */
export const FAILED = 1;
/** It was called in a wrong way, or the environment is set wrong. */
export const MISUSED = 2;
/** It was done, and `payments --open` found some. */
export const PAYMENTS_OPEN = 3;
/** The data folder, the port or a partition is in use, so that it may work later: EX_TEMPFAIL of sysexits.h. */
export const IN_USE = 75;
