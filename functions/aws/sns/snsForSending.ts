import { SNSClient } from '@aws-sdk/client-sns';

/** One attempt, shorter than a claim: the SDK's own retry after a time-out would send twice and tell nobody. */
export function snsForSending(): SNSClient {
  return new SNSClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
}
