// Runs in APPSYNC_JS too: no URL, no regular expressions.

const SCHEME = 'https://';

/**
 * Returns an https URL with its scheme and host in lower case, since their case means nothing (RFC 3986, section
 * 6.2.2.1); null for any other text.
 */
export function httpsUrl(text: string): string | null {
  const parts = partsOf(text);
  return parts === null ? null : `${SCHEME}${parts.user}${parts.host.toLowerCase()}${parts.rest}`;
}

/** Whether an https URL names a user, and maybe a password. */
export function namesUser(text: string): boolean {
  return (partsOf(text)?.user ?? '') !== '';
}

function partsOf(text: string): { readonly user: string; readonly host: string; readonly rest: string } | null {
  if (!text.toLowerCase().startsWith(SCHEME)) return null;
  const rest = text.slice(SCHEME.length);
  const ends = ['/', '?', '#'].map((character) => rest.indexOf(character)).filter((index) => index >= 0);
  const end = Math.min(rest.length, ...ends);
  const authority = rest.slice(0, end);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '' || host.startsWith(':')) return null;
  return { user: authority.slice(0, authority.length - host.length), host, rest: rest.slice(end) };
}
