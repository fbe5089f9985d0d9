/**
 * SNS's delivery retries take hours. Every wait is divided by this, and the number of attempts stays.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
const localRetryFactor = { push: 10_000, service: 100, http: 100 } as const;

/**
 * Seconds for mobile push, SMS and e-mail: 2 × 10, 10 × exponential from 10 to 600, 38 × 600.
 * That is 50 retries in 6 hours.
 */
const customerManaged = [...repeat(2, 10), ...exponential(10, 10, 600), ...repeat(38, 600)];

/**
 * Seconds for SQS and Lambda: 3 × at once, 2 × 1, 10 × exponential from 1 to 20.
 * AWS then goes on every 20 s for 23 days, which is left out here.
 */
const awsManaged = [...repeat(3, 0), ...repeat(2, 1), ...exponential(10, 1, 20)];

const policies = { push: customerManaged, service: awsManaged } as const;

/** Returns the milliseconds to wait after `attempts` failed attempts, `undefined` after the last. */
export function retryDelay(policy: keyof typeof policies, attempts: number): number | undefined {
  return shortened(policies[policy][attempts - 1], policy);
}

/** The same for a web hook. `delays`: those of its delivery policy, in seconds. */
export function webHookDelay(delays: readonly number[], attempts: number): number | undefined {
  return shortened(delays[attempts - 1], 'http');
}

function shortened(seconds: number | undefined, factor: keyof typeof localRetryFactor): number | undefined {
  return seconds === undefined ? undefined : (seconds * 1_000) / localRetryFactor[factor];
}

function repeat(times: number, seconds: number): readonly number[] {
  return Array.from({ length: times }, () => seconds);
}

function exponential(times: number, from: number, to: number): readonly number[] {
  return Array.from({ length: times }, (_, step) => from * (to / from) ** (step / (times - 1)));
}
