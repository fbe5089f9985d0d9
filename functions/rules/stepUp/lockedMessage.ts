/** The log message of a lockout, which the alarm counts: a challenge is locked, or the user has no answers left. */
export const LOCKED = 'Step-up locked';
