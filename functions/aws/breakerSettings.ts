import type { BreakerSettings } from '../rules/breaker/BreakerSettings.ts';
import { environment } from './environment.ts';

/** Returns the thresholds of the breakers, from the function's environment. */
export function breakerSettings(): BreakerSettings {
  return JSON.parse(environment('BREAKER_SETTINGS'));
}
