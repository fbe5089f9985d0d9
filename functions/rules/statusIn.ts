// Runs in APPSYNC_JS too.
import type { Expression } from './Expression.ts';

/** Returns the expression that a row's `status` is one of these: at least one, at most 100 (DynamoDB's IN). */
export function statusIn(states: readonly string[]): Required<Expression> {
  const values: Record<string, string> = {};
  states.forEach((state, index) => {
    values[`:status${index}`] = state;
  });
  return { expression: `#status IN (${Object.keys(values).join(', ')})`, names: { '#status': 'status' }, values };
}
