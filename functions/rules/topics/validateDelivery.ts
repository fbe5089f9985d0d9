// Runs in APPSYNC_JS too: no includes.
import { invalidInput, type Refusal } from '../Refusal.ts';
import type { DeliveryPolicy } from './DeliveryPolicy.ts';

// Amazon SNS Developer Guide, "Creating an HTTP/S delivery policy".
const LONGEST_SECONDS = 3_600;
const MOST_RETRIES = 100;
/** What SNS sends in its own envelope, and what it sends raw besides. */
const enveloped = ['text/plain', 'application/json'];
const raw = [
  'text/css',
  'text/csv',
  'text/html',
  'text/xml',
  'application/atom+xml',
  'application/octet-stream',
  'application/soap+xml',
  'application/x-www-form-urlencoded',
  'application/xhtml+xml',
  'application/xml',
];

/** Returns the first refusal of a web hook's delivery policy, or null. `field`: the argument that it was made of. */
export function validateDelivery(field: string, policy: DeliveryPolicy, isRaw: boolean): Refusal | null {
  return (
    validateRetries(`${field}.retries`, policy) ??
    validateRate(`${field}.maxReceivesPerSecond`, policy) ??
    validateContentType(`${field}.contentType`, policy, isRaw)
  );
}

function validateRetries(field: string, { healthyRetryPolicy: retries }: DeliveryPolicy): Refusal | null {
  const { minDelayTarget: least, maxDelayTarget: longest, numRetries: all } = retries;
  const { numNoDelayRetries, numMinDelayRetries, numMaxDelayRetries } = retries;
  const phases = numNoDelayRetries + numMinDelayRetries + numMaxDelayRetries;
  const refusal =
    validateRange(`${field}.minDelayTarget`, least, [1, LONGEST_SECONDS]) ??
    validateRange(`${field}.maxDelayTarget`, longest, [least, LONGEST_SECONDS]) ??
    validateRange(`${field}.numRetries`, all, [0, MOST_RETRIES]) ??
    validateRange(`${field}.numNoDelayRetries`, numNoDelayRetries, [0, MOST_RETRIES]) ??
    validateRange(`${field}.numMinDelayRetries`, numMinDelayRetries, [0, MOST_RETRIES]) ??
    validateRange(`${field}.numMaxDelayRetries`, numMaxDelayRetries, [0, MOST_RETRIES]);
  if (refusal !== null) return refusal;
  if (phases > all) {
    return invalidInput(`${field}.numRetries`, `${all}`, `at least ${phases}, the sum of the other numbers`);
  }
  // SNS's backoff never waits longer than the longest delay.
  const waits = numMinDelayRetries * least + (all - numNoDelayRetries - numMinDelayRetries) * longest;
  if (waits <= LONGEST_SECONDS) return null;
  return invalidInput(field, `up to ${waits} seconds of waits`, `at most ${LONGEST_SECONDS} seconds`);
}

function validateRange(field: string, value: number, [from, to]: readonly [number, number]): Refusal | null {
  return value >= from && value <= to ? null : invalidInput(field, `${value}`, `${from}–${to}`);
}

function validateRate(field: string, { throttlePolicy }: DeliveryPolicy): Refusal | null {
  const rate = throttlePolicy?.maxReceivesPerSecond ?? 1;
  return rate >= 1 ? null : invalidInput(field, `${rate}`, 'at least 1');
}

function validateContentType(field: string, { requestPolicy }: DeliveryPolicy, isRaw: boolean): Refusal | null {
  const given = requestPolicy?.headerContentType;
  const allowed = isRaw ? enveloped.concat(raw) : enveloped;
  if (given === undefined || allowed.indexOf(given) >= 0) return null;
  return invalidInput(field, 'another content type', `${allowed.join(', ')}${isRaw ? '' : '; more with rawDelivery'}`);
}
