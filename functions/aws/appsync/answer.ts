import { ApplicationError } from '../../rules/ApplicationError.ts';
import { runInvocation } from '../logging/runInvocation.ts';

/** What a function behind a field returns. `unwrapAnswer` turns it into the field's value or error. */
export type Answer<Result> =
  | { readonly data: Result }
  | { readonly error: { readonly errorType: string; readonly message: string; readonly errorInfo: object } };

/**
 * Returns the use case's result, or its ApplicationError as a value: AppSync passes on only the message of a thrown
 * error.
 * Throws a Failure for any other error, so that Lambda counts it.
 */
export function answer<Result>(
  context: { readonly awsRequestId: string },
  useCase: () => Promise<Result>,
): Promise<Answer<Result>> {
  return runInvocation(context, async () => {
    try {
      return { data: await useCase() };
    } catch (error) {
      if (!(error instanceof ApplicationError)) throw error;
      return { error: { errorType: error.errorType, message: error.message, errorInfo: error.errorInfo } };
    }
  });
}
