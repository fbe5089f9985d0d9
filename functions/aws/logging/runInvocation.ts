import { Failure } from '../../rules/Failure.ts';
import { beginInvocation } from './log.ts';
import { logFailure } from './logFailure.ts';

/**
 * Does the work of an invocation. Throws a Failure if the work throws.
 * Lambda logs and returns a thrown error with its words and members, so no other error may get out.
 */
export async function runInvocation<Result>(
  context: { readonly awsRequestId: string },
  work: () => Promise<Result>,
): Promise<Result> {
  beginInvocation(context);
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    logFailure('The invocation failed', error);
    throw new Failure('The invocation failed. The entry above says why.');
  }
}
