import { type ErrorEntry, entriesIn } from './errorEntries.ts';

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
  'PlatformNotConfigured',
  'ValidationError',
];

/** Errors about the caller's token. Another token may pass. */
const unauthorized = ['UnauthorizedException', 'Unauthorized'];

export function isLasting(error: unknown): error is HeliographError {
  return error instanceof HeliographError && lasting.includes(error.errorType);
}

export function isUnauthorized(error: unknown): error is HeliographError {
  return error instanceof HeliographError && unauthorized.includes(error.errorType);
}

/** Returns a HeliographError if `error` carries the API's errors, else `error` itself. */
export function toHeliographError(error: unknown): unknown {
  if (error instanceof HeliographError) return error;
  const errors = entriesIn(error);
  return errors.length > 0 ? new HeliographError(errors) : error;
}
