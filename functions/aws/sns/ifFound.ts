import { NotFoundException } from '@aws-sdk/client-sns';

/** Returns SNS's answer, or null if what the call names does not exist. */
export async function ifFound<Output>(call: Promise<Output>): Promise<Output | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof NotFoundException) return null;
    throw error;
  }
}
