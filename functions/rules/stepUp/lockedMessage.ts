/** The log message for an answer to a challenge that is locked, or of a user who has no answers left: the lockout alarm counts it. */
export const LOCKED = 'Step-up locked';
