// Runs in APPSYNC_JS too.
import type { Refusal } from '../Refusal.ts';

/** Returns the refusal of arguments that have no canonical form. */
export function nestedTooDeeply(): Refusal {
  return { errorType: 'InvalidInput', message: 'The arguments are nested too deeply.', errorInfo: {} };
}
