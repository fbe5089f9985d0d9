/** How the sending of large audiences is divided. */
export interface SendingRates {
  /** Invocations that send at once. */
  readonly workers: number;
  /** Publications a second that each starts at most. */
  readonly perWorker: number;
  /** Endpoints a second that are made again, where SNS lost them. */
  readonly renewals: number;
}

/** The share of the region's quota for large audiences. Small messages have the rest, and do not wait. */
const SHARE = 0.8;
/** SNS takes a tenth as many calls about endpoints. Registrations have half of them. */
const RENEWAL_SHARE = 0.05;
/** One worker does this with ease if DynamoDB and SNS each answer in some 20 ms. */
const WORKER_RATE = 100;
/** Lambda's bounds for the maximum concurrency of an SQS event source. */
const CONCURRENCY = { least: 2, most: 1000 };

/**
 * Returns how workers share a region's quota of publications a second. The quota is 30,000 in us-east-1, 9,000 in
 * us-west-2 and eu-west-1, 1,500 or 300 elsewhere (AWS General Reference, "Amazon SNS endpoints and quotas").
 */
export function sendingRates(snsPublishRate: number): SendingRates {
  const rate = snsPublishRate * SHARE;
  const workers = Math.min(CONCURRENCY.most, Math.max(CONCURRENCY.least, Math.ceil(rate / WORKER_RATE)));
  return { workers, perWorker: Math.max(1, Math.floor(rate / workers)), renewals: snsPublishRate * RENEWAL_SHARE };
}
