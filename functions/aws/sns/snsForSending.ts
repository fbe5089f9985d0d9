import { SNSClient } from '@aws-sdk/client-sns';

/**
 * Returns a client that makes one attempt, shorter than a claim.
 * The SDK's own repetition after a timeout could send a push twice, and nobody would know.
 */
export function snsForSending(): SNSClient {
  return new SNSClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
}
