/**
 * An error of Heliograph's own. Its message is logged as it is, so it holds constants, ids, codes and counts only:
 * nothing that a user wrote, no token, no secret.
 */
export class Failure extends Error {
  override readonly name: string = 'Failure';
}

/** A Failure that goes away by itself: the same call may succeed later. */
export class PassingFailure extends Failure {}
