import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** Returns whether a transaction went through: false if a condition does not hold. Rejects if it met another one. */
export async function ifAllConditions(transaction: Promise<unknown>): Promise<boolean> {
  try {
    await transaction;
    return true;
  } catch (error) {
    if (error instanceof TransactionCanceledException && isRefused(error)) return false;
    throw error;
  }
}

function isRefused({ CancellationReasons = [] }: TransactionCanceledException): boolean {
  return CancellationReasons.some(({ Code }) => Code === 'ConditionalCheckFailed');
}
