// Runs in APPSYNC_JS too.

/**
 * Returns how the audit log names a subscriber's endpoint. Of a web hook that is its host alone: the path and the query
 * are often the receiver's secret.
 */
export function auditedEndpoint(protocol: string, endpoint: string): string {
  if (protocol !== 'https') return `${protocol}/${endpoint}`;
  const [, , authority = ''] = endpoint.split('/');
  const [host = ''] = (authority.split('?')[0] ?? '').split('#');
  return `https/${host}`;
}
