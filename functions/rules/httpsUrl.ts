// Runs in APPSYNC_JS too: no URL, no regular expressions.

/**
 * Returns an https URL with its scheme and host in lower case, since their case means nothing (RFC 3986, section
 * 6.2.2.1); null for any other text.
 */
export function httpsUrl(text: string): string | null {
  const scheme = 'https://';
  if (!text.toLowerCase().startsWith(scheme)) return null;
  const rest = text.slice(scheme.length);
  const ends = ['/', '?', '#'].map((character) => rest.indexOf(character)).filter((index) => index >= 0);
  const end = Math.min(rest.length, ...ends);
  const authority = rest.slice(0, end);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '' || host.startsWith(':')) return null;
  const user = authority.slice(0, authority.length - host.length);
  return `${scheme}${user}${host.toLowerCase()}${rest.slice(end)}`;
}
