/** Headers that `util.http.copyHeaders` leaves out (developer guide, "HTTP helpers in util.http"). */
const connectionHeaders = new Set([
  'transfer-encoding',
  'connection',
  'host',
  'expect',
  'keep-alive',
  'upgrade',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'content-length',
]);
const reservedHeaders = new Set([
  ...connectionHeaders,
  'access-control-allow-credentials',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'vary',
  'content-type',
]);

export function copyHeaders(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !connectionHeaders.has(name.toLowerCase())));
}

/** Returns whether a resolver may set the header. AppSync ignores others with a `ResponseHeaderError`. */
export function mayRespondWith(name: string, value: unknown): boolean {
  const lowered = name.toLowerCase();
  if (value === null || value === undefined || !/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lowered)) return false;
  return !reservedHeaders.has(lowered) && !lowered.startsWith('x-amzn-') && !lowered.startsWith('x-amz-');
}

/** Returns a header's value as text, or as JSON if it is none. Line breaks become spaces, since HTTP allows none. */
export function headerText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/[\r\n]+/g, ' ');
}
