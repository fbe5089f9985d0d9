import { environment } from './environment.ts';

/** Returns the hours in which a push service answers. Null where not all of its answers are logged. */
export function answerHours(): number | null {
  const hours = Number(environment('ANSWER_HOURS'));
  return hours > 0 ? hours : null;
}
