import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { ifCondition } from './ifCondition.ts';

/**
 * Returns whether a write or transaction went through. False if a condition does not hold, or another transaction is
 * writing the same rows.
 */
export async function ifUnraced(write: Promise<unknown>): Promise<boolean> {
  try {
    return await ifCondition(write);
  } catch (error) {
    if (error instanceof TransactionCanceledException && isRaced(error)) return false;
    throw error;
  }
}

function isRaced({ CancellationReasons = [] }: TransactionCanceledException): boolean {
  return CancellationReasons.some(({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict');
}
