// Runs in APPSYNC_JS too.

/**
 * Why a call is refused, as the caller is told: `errorType`, `message` and `errorInfo` of the error.
 * Holds nothing internal and no secret.
 */
export interface Refusal {
  readonly errorType: string;
  readonly message: string;
  readonly errorInfo: Readonly<Record<string, unknown>>;
}

/**
 * Returns the refusal of an argument. `field` is its path, such as `input.content.title`.
 * `given` and `limit` complete the sentence "`field` is …; allowed: …", and `given` is safe to show.
 */
export function invalidInput(field: string, given: string, limit: string): Refusal {
  const message = `${field} is ${given}; allowed: ${limit}.`;
  return { errorType: 'InvalidInput', message, errorInfo: { field, given, limit } };
}

/** Returns the refusal of a thing that does not exist or is another user's. `field`: the argument that names it. */
export function notFound(thing: string, field: string): Refusal {
  return { errorType: 'NotFound', message: `There is no such ${thing}.`, errorInfo: { field } };
}

/** Returns the refusal of what may go through when it is repeated. */
export function unavailable(message: string): Refusal {
  return { errorType: 'Unavailable', message, errorInfo: { retryable: true } };
}
