/** A provider that cannot say is asked again this often at least. */
export const PROVIDER_WAIT_MS = 60_000;

/**
 * A show that could not take the news of a payment in is told again this often at least: well within the grace after an
 * outage, or what was paid during one would lapse before its show hears of it.
 */
export const NEWS_WAIT_MS = 4_000;
