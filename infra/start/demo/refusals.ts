import { GraphQLFailed } from './Actor.ts';

/** Returns whether a code was refused because an earlier run had used it. */
export function wasReplayed(error: unknown): boolean {
  return error instanceof GraphQLFailed && /already been used|CodeReplayed|ExpiredCode/.test(error.message);
}

/** Returns the errors that a call ends with. Rejects with the call's other failures, and if it succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<GraphQLFailed> {
  try {
    await call;
  } catch (error) {
    if (error instanceof GraphQLFailed) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
