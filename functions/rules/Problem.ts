// Runs in APPSYNC_JS too.

/** What is wrong with an input: the `errorInfo` of an `InvalidInput` error. */
export interface Problem {
  /** Path from the argument's name, such as `input.content.title`. */
  readonly field: string;
  /** What was given, in a form that is safe to show. */
  readonly given: string;
  readonly limit: string;
  readonly message: string;
}

export function problem(field: string, given: string, limit: string): Problem {
  return { field, given, limit, message: `${field} is ${given}; allowed: ${limit}.` };
}
