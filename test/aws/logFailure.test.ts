import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { InvalidParameterException } from '@aws-sdk/client-sns';
import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeError, type ErrorEntry } from '../../functions/aws/logging/describeError.ts';
import { knownWordsOf } from '../../functions/aws/logging/knownWordsOf.ts';
import { beginInvocation, log } from '../../functions/aws/logging/log.ts';
import { logFailure } from '../../functions/aws/logging/logFailure.ts';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { Failure } from '../../functions/rules/Failure.ts';

afterEach(() => vi.restoreAllMocks());

/** The lines that the work writes. */
function linesOf(work: () => void): string[] {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
  work();
  vi.restoreAllMocks();
  return written;
}

const $metadata = { httpStatusCode: 400, requestId: '5f3f7a1e-0000-1111-2222-333344445555' };

/** Errors as services and engines make them, with what a user gave in every part that can hold it. */
const makers: readonly ((planted: string) => unknown)[] = [
  (planted) => new Error(planted),
  (planted) => new Error(`Reason: ${planted}\n    at ${planted} (/${planted}:1:1)`),
  (planted) => new Error('Invalid parameter', { cause: new TypeError(planted, { cause: planted }) }),
  (planted) => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', config: { token: planted } }),
  (planted) => new AggregateError([new Error(planted)], planted),
  (planted) => new ApplicationError('InvalidInput', `input.name is ${planted}; allowed: text.`, { given: planted }),
  (planted) => planted,
  (planted) => ({ message: planted }),
  (planted) =>
    new InvalidParameterException({
      message: `Invalid parameter: Token Reason: Endpoint ${planted} already exists with the same Token`,
      $metadata,
    }),
  (planted) => new ConditionalCheckFailedException({ message: planted, Item: { token: { S: planted } }, $metadata }),
  (planted) =>
    new TransactionCanceledException({
      message: 'Transaction cancelled [ConditionalCheckFailed]',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed', Message: planted, Item: { body: { S: planted } } }],
      $metadata,
    }),
  (planted) => {
    try {
      return JSON.parse(`{"title": x${planted}`);
    } catch (error) {
      return error;
    }
  },
  (planted) => {
    const error = new Error(planted);
    error.message = 'Internal failure';
    return error;
  },
];

/** A push token, a code, a secret, or words of a text, none of them known. */
const run = fc
  .oneof(
    fc.stringMatching(/^[0-9a-f]{64}$/),
    fc.stringMatching(/^[0-9]{6,8}$/),
    fc.stringMatching(/^[A-Za-z0-9_-]{20,60}:[A-Za-z0-9_-]{20,60}$/),
    fc.stringMatching(/^eyJ[A-Za-z0-9_-]{10,40}\.[A-Za-z0-9_-]{10,40}$/),
    fc.lorem({ maxCount: 1 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => text.replaceAll(/\s/g, '_')),
  )
  .filter((text) => knownWordsOf(text) === '…');
const planted = fc.array(run, { minLength: 1, maxLength: 5 }).map((runs) => runs.join(' '));

describe('a failure in the log', () => {
  it('does not depend on any token, code or text that an error holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...makers), planted, planted, (make, one, other) => {
        const [first, second] = [one, other].map((text) => JSON.stringify(describeError(make(text))));
        expect(first).toBe(second);
      }),
      runs(2_000),
    );
  });

  it('has none of the words of a text that are not known', () => {
    const text = fc.array(fc.oneof(run, fc.constantFrom('the', 'token', 'is', 'invalid', 'not')), { minLength: 1 });
    fc.assert(
      fc.property(fc.constantFrom(...makers), text, (make, words) => {
        const entry = JSON.stringify(describeError(make(words.join(' '))));
        for (const word of words) if (word.length >= 8 && knownWordsOf(word) === '…') expect(entry).not.toContain(word);
      }),
      runs(2_000),
    );
  });

  it('is one line, a JSON object with ids, name, words, place, stack and causes', () => {
    const refused = new InvalidParameterException({
      message: 'Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified: arn:aws:sns:1',
      $metadata,
    });
    beginInvocation({ awsRequestId: 'request' });
    const error = new Failure('SNS did not take 2 messages:\nThrottled.', { cause: refused });
    const lines = linesOf(() => logFailure('Publishing failed', error, { messageId: 'message', attempt: 2 }));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
    const entry: Readonly<Record<string, unknown>> & { readonly error: ErrorEntry } = JSON.parse(lines[0] ?? '');
    expect(entry).toMatchObject({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'ERROR',
      requestId: 'request',
      message: 'Publishing failed',
      messageId: 'message',
      attempt: 2,
      error: {
        name: 'Failure',
        message: 'SNS did not take 2 messages:\nThrottled.',
        location: expect.stringContaining('logFailure.test.ts:'),
        cause: {
          name: 'InvalidParameterException',
          message: 'Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified: …',
          status: 400,
          awsRequestId: $metadata.requestId,
        },
      },
    });
    expect(entry.error.stack?.[0]).toMatch(/^at .*logFailure\.test\.ts:\d+:\d+\)?$/);
  });

  it('ends with the sixth cause', () => {
    let error = new Error('innermost');
    for (let depth = 0; depth < 20; depth += 1) error = new Error('outer', { cause: error });
    const circular = new Error('circular');
    circular.cause = circular;
    for (const nested of [error, circular]) {
      let causes = 0;
      for (let entry = describeError(nested).cause; entry !== undefined; entry = entry.cause) causes += 1;
      expect(causes).toBe(5);
    }
  });
});

it('a log entry without facts has the members that Lambda’s own format has', () => {
  beginInvocation({ awsRequestId: 'request' });
  const [line = ''] = linesOf(() => log('WARN', 'Step-up locked'));
  expect(Object.keys(JSON.parse(line))).toEqual(['timestamp', 'level', 'requestId', 'message']);
});
