import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import { invalidParameter } from './errors.ts';
import { parseJson } from './MessageAttributes.ts';

/** How SNS delivers to one web hook. */
export interface DeliveryPolicy {
  /** Seconds before each retry. */
  readonly delays: readonly number[];
  readonly maxReceivesPerSecond: number | undefined;
  readonly contentType: string;
}

const LONGEST_DELAY = 3_600;
const LONGEST_TOTAL = 3_600;
const MOST_RETRIES = 100;
const PLAIN = 'text/plain; charset=UTF-8';

const contentTypes = ['text/plain', 'application/json'];
const rawContentTypes = [
  ...contentTypes,
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

/** AWS documents the names and shows curves: how `x`, from 0 to 1, lies between the two delays. */
const backoffs: Readonly<Record<string, (x: number, from: number, to: number) => number>> = {
  linear: (x, from, to) => from + (to - from) * x,
  arithmetic: (x, from, to) => from + ((to - from) * x * (x + 1)) / 2,
  geometric: (x, from, to) => from + (to - from) * x ** 2,
  exponential: (x, from, to) => from * (to / from) ** x,
};

const members: Readonly<Record<string, readonly string[]>> = {
  healthyRetryPolicy: [
    'minDelayTarget',
    'maxDelayTarget',
    'numRetries',
    'numNoDelayRetries',
    'numMinDelayRetries',
    'numMaxDelayRetries',
    'backoffFunction',
  ],
  throttlePolicy: ['maxReceivesPerSecond'],
  requestPolicy: ['headerContentType'],
};

/**
 * Reads the attribute `DeliveryPolicy`, SNS's own values where it says nothing. Throws InvalidParameter.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export function deliveryPolicy(text: string): DeliveryPolicy {
  const policy = text === '' ? {} : parseJson(text);
  if (!isJsonObject(policy)) throw wrong('failed to parse JSON');
  const { healthyRetryPolicy = {}, throttlePolicy = {}, requestPolicy = {} } = groupsOf(policy);
  const most = throttlePolicy.maxReceivesPerSecond;
  const contentType = requestPolicy.headerContentType ?? PLAIN;
  if (typeof contentType !== 'string') throw wrong('requestPolicy.headerContentType is invalid');
  return {
    delays: delaysOf(healthyRetryPolicy),
    maxReceivesPerSecond: most === undefined ? undefined : whole('throttlePolicy.maxReceivesPerSecond', most, 1),
    contentType,
  };
}

/** Throws InvalidParameter for what SNS refuses. `raw`: whether messages are delivered raw. */
export function assertDeliveryPolicy(text: string, raw: boolean): void {
  const { contentType } = deliveryPolicy(text);
  const allowed = raw ? rawContentTypes : contentTypes;
  const [kind = ''] = contentType.split(';');
  if (!allowed.includes(kind.trim())) throw wrong(`requestPolicy.headerContentType must be of ${allowed.join(', ')}`);
}

function groupsOf(policy: JsonObject): Readonly<Record<string, JsonObject>> {
  const groups = Object.entries(policy).map(([name, group]): [string, JsonObject] => {
    const known = members[name];
    if (known === undefined || !isJsonObject(group)) throw wrong(`unexpected member ${name}`);
    const other = Object.keys(group).find((member) => !known.includes(member));
    if (other !== undefined) throw wrong(`unexpected member ${name}.${other}`);
    return [name, group];
  });
  return Object.fromEntries(groups);
}

function delaysOf(retries: JsonObject): readonly number[] {
  const count = (name: string, otherwise: number, least = 0, most = Number.MAX_SAFE_INTEGER) =>
    whole(`healthyRetryPolicy.${name}`, retries[name] ?? otherwise, least, most);
  const from = count('minDelayTarget', 20, 1, LONGEST_DELAY);
  const to = count('maxDelayTarget', Math.max(20, from), from, LONGEST_DELAY);
  const all = count('numRetries', 3, 0, MOST_RETRIES);
  const phases = [
    count('numNoDelayRetries', 0),
    count('numMinDelayRetries', 0),
    count('numMaxDelayRetries', 0),
  ] as const;
  const between = all - phases[0] - phases[1] - phases[2];
  if (between < 0) throw wrong('healthyRetryPolicy.numRetries must be at least the sum of the phases');
  const { backoffFunction = 'linear' } = retries;
  const backoff = typeof backoffFunction === 'string' ? backoffs[backoffFunction] : undefined;
  if (backoff === undefined) throw wrong('healthyRetryPolicy.backoffFunction is invalid');
  const delays = [
    ...repeat(phases[0], 0),
    ...repeat(phases[1], from),
    ...repeat(between, 0).map((_, step) => backoff(between > 1 ? step / (between - 1) : 0, from, to)),
    ...repeat(phases[2], to),
  ];
  if (delays.reduce((sum, delay) => sum + delay, 0) > LONGEST_TOTAL) {
    throw wrong(`the retries must end within ${LONGEST_TOTAL} seconds`);
  }
  return delays;
}

function repeat(times: number, seconds: number): readonly number[] {
  return Array.from({ length: times }, () => seconds);
}

function whole(name: string, value: JsonValue, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw wrong(`${name} must be a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}`);
  }
  return value;
}

function wrong(reason: string) {
  return invalidParameter(`DeliveryPolicy: ${reason}`);
}
