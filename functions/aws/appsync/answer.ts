import { ApplicationError } from '../../rules/ApplicationError.ts';

/** What a function behind a field returns; `resolvers/shared/unwrapAnswer.ts` turns it into the field's value or error. */
export type Answer<Result> =
  | { readonly data: Result }
  | { readonly error: { readonly errorType: string; readonly message: string; readonly errorInfo: object } };

/**
 * Answers with the use case's result, or with its ApplicationError as a value: AppSync passes no more of a thrown error on than its message.
 * Any other error is thrown, so that Lambda counts it; its words do not reach the caller.
 */
export async function answer<Result>(useCase: () => Promise<Result>): Promise<Answer<Result>> {
  try {
    return { data: await useCase() };
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error;
    return { error: { errorType: error.errorType, message: error.message, errorInfo: error.errorInfo } };
  }
}
