// Runs in APPSYNC_JS too.
/** An AWSJSON argument arrives parsed; a client that encoded it twice sent a string of JSON, which is what it meant all the same. */
export function parseJsonMember<T>(value: unknown): T | null {
  if (value === null || value === undefined) return null;
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}
