/** One error of a response, as AppSync gives it. */
export interface ErrorEntry {
  /** Stable, such as `NotFound`. The schema's descriptions list the types that each field has. */
  readonly errorType: string;
  readonly message: string;
  /** What the caller needs to act on it, such as `{ field, given, limit }`. */
  readonly errorInfo: Readonly<Record<string, unknown>>;
}

/** The API refused an operation. `errorType`, `message` and `errorInfo` are the first error's. */
export class HeliographError extends Error {
  override readonly name = 'HeliographError';
  readonly errors: readonly ErrorEntry[];

  constructor(errors: readonly ErrorEntry[]) {
    super(errors[0]?.message ?? 'The operation was refused.');
    this.errors = errors;
  }

  get errorType(): string {
    return this.errors[0]?.errorType ?? 'Unknown';
  }

  get errorInfo(): Readonly<Record<string, unknown>> {
    return this.errors[0]?.errorInfo ?? {};
  }
}

/** Errors that the same caller gets again, however often the request is repeated. */
const lasting = [
  'AccessTokenRequired',
  'InvalidInput',
  'NotFound',
  'OperationDenied',
  'Unauthorized',
  'UnauthorizedException',
  'ValidationError',
];

export function isLasting(error: unknown): error is HeliographError {
  return error instanceof HeliographError && lasting.includes(error.errorType);
}

/**
 * Returns a HeliographError if `error` carries the API's errors, else `error` itself.
 * Clients put the API's errors into `errors`. For a subscription they may put them into the message, as JSON after
 * "Connection failed: ".
 */
export function toHeliographError(error: unknown): unknown {
  if (error instanceof HeliographError) return error;
  const errors = entriesIn(error);
  return errors.length > 0 ? new HeliographError(errors) : error;
}

/** Returns the API's errors in the member `errors` of a response or of a thrown value. Empty if there are none. */
export function entriesIn(value: unknown): readonly ErrorEntry[] {
  if (!isRecord(value) || !Array.isArray(value.errors)) return [];
  return value.errors.flatMap((entry: unknown): readonly ErrorEntry[] => {
    if (!isRecord(entry)) return [];
    const message = typeof entry.message === 'string' ? entry.message : '';
    const wrapped = entriesIn(parse(/^Connection failed: (\{.*\})$/s.exec(message)?.[1]));
    if (wrapped.length > 0) return wrapped;
    // A client's own error, such as "Connection closed", has no type.
    const errorType = entry.errorType ?? (message.startsWith('Validation error') ? 'ValidationError' : undefined);
    if (typeof errorType !== 'string') return [];
    return [{ errorType, message, errorInfo: isRecord(entry.errorInfo) ? entry.errorInfo : {} }];
  });
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
