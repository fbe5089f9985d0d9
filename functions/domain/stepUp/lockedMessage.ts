/** The log message for an answer to a challenge that is locked: the lockout alarm counts it. */
export const LOCKED = 'Step-up locked';
