/**
 * SNS's delivery retry policies, https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html, in seconds between attempts.
 * Run as they are they take hours, so every wait is divided by `localRetryFactor`; the number of attempts stays.
 */
const localRetryFactor = { push: 10_000, service: 100, http: 100 } as const;

/** Mobile push, SMS and e-mail: 2 × 10 s, 10 × exponential from 10 s to 600 s, 38 × 600 s: 50 retries over 6 hours. */
const customerManaged = [...repeat(2, 10), ...exponential(10, 10, 600), ...repeat(38, 600)];

/** SQS and Lambda: 3 × at once, 2 × 1 s, 10 × exponential from 1 s to 20 s. AWS then goes on every 20 s for 23 days; here that phase is left out. */
const awsManaged = [...repeat(3, 0), ...repeat(2, 1), ...exponential(10, 1, 20)];

/** HTTP and HTTPS without a DeliveryPolicy: 3 × 20 s. */
const http = repeat(3, 20);

const policies = { push: customerManaged, service: awsManaged, http } as const;

/** Milliseconds to wait after `attempts` failed attempts, or `undefined` when the policy is exhausted. */
export function retryDelay(policy: keyof typeof policies, attempts: number): number | undefined {
  const seconds = policies[policy][attempts - 1];
  return seconds === undefined ? undefined : (seconds * 1_000) / localRetryFactor[policy];
}

function repeat(times: number, seconds: number): readonly number[] {
  return Array.from({ length: times }, () => seconds);
}

function exponential(times: number, from: number, to: number): readonly number[] {
  return Array.from({ length: times }, (_, step) => from * (to / from) ** (step / (times - 1)));
}
