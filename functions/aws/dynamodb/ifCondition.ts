import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Returns whether a conditional write went through: false if its condition does not hold. */
export async function ifCondition(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
