/** One error of a response, as AppSync gives it. */
export interface ErrorEntry {
  /** Stable, such as `NotFound`. The schema's descriptions list the types that each field has. */
  readonly errorType: string;
  readonly message: string;
  /** What the caller needs to act on it, such as `{ field, given, limit }`. */
  readonly errorInfo: Readonly<Record<string, unknown>>;
}

/** What Amplify rejects with, before it sends anything, once nobody is signed in any more. */
const signedOut = ['NoValidAuthTokens', 'NoCredentials'];

/**
 * Returns the API's errors in a response or in a thrown value. Empty if there are none.
 * Clients put them into `errors`, into the text of an HTTP error, or as JSON into a message.
 */
export function entriesIn(value: unknown): readonly ErrorEntry[] {
  if (!isRecord(value)) return [];
  if (typeof value.name === 'string' && signedOut.includes(value.name)) {
    return [{ errorType: 'UnauthorizedException', message: 'Nobody is signed in any more.', errorInfo: {} }];
  }
  if (Array.isArray(value.errors)) return value.errors.flatMap(entriesOf);
  // Apollo's error of an HTTP status has the body as it came.
  return entriesIn(parse(value.bodyText));
}

function entriesOf(entry: unknown): readonly ErrorEntry[] {
  if (!isRecord(entry)) return [];
  const message = typeof entry.message === 'string' ? entry.message : '';
  const wrapped = [...entriesIn(parse(/^Connection failed: (\{.*\})$/s.exec(message)?.[1])), ...entriesInBody(entry)];
  if (wrapped.length > 0) return wrapped;
  const errorType = entry.errorType ?? typeIn(message);
  // A client's own error, such as "Connection closed", has no type.
  if (typeof errorType !== 'string') return [];
  return [{ errorType, message, errorInfo: isRecord(entry.errorInfo) ? entry.errorInfo : {} }];
}

/** Of an error of an HTTP status, Amplify says no more in `message` than "Unauthorized" or "Unknown error". */
function entriesInBody({ originalError }: Readonly<Record<string, unknown>>): readonly ErrorEntry[] {
  const response = isRecord(originalError) ? originalError.response : undefined;
  return isRecord(response) ? entriesIn(parse(response.body)) : [];
}

function typeIn(message: string): string | undefined {
  if (message.startsWith('Validation error')) return 'ValidationError';
  // A refused connection: clients keep its type and drop the rest.
  return /^Connection failed: (\w+)$/.exec(message)?.[1];
}

function parse(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
