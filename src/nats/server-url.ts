/**
 * The plain form of a server's URL, `nats://host:port` or `tls://host:port`; null where the text is none. One with a
 * user or password is none either: the URLs of servers are logged.
 */
export function plainServerUrl(text: string): string | null {
  if (text.includes('@') || !URL.canParse(text)) return null;
  const { protocol, host, pathname, search, hash } = new URL(text);
  const is_server = (protocol === 'nats:' || protocol === 'tls:') && host !== '';
  const is_plain = (pathname === '' || pathname === '/') && search === '' && hash === '';
  return is_server && is_plain ? `${protocol}//${host}` : null;
}
