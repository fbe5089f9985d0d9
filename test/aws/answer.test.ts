import { InvalidParameterException } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answer } from '../../functions/aws/appsync/answer.ts';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { Failure } from '../../functions/rules/Failure.ts';

const context = { awsRequestId: 'request' };
const logged: string[] = [];
beforeEach(() => {
  logged.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
});
afterEach(() => vi.restoreAllMocks());

it('returns the result, or the caller’s error with its type and information', async () => {
  expect(await answer(context, async () => 'done')).toEqual({ data: 'done' });
  const refused = answer(context, () => Promise.reject(new ApplicationError('NotFound', 'No.', { field: 'id' })));
  expect(await refused).toEqual({ error: { errorType: 'NotFound', message: 'No.', errorInfo: { field: 'id' } } });
  expect(logged).toEqual([]);
});

it('throws no word of any other error, and logs its known words with the request’s id', async () => {
  const error = new InvalidParameterException({ message: 'Invalid parameter: f00d-cafe', $metadata: {} });
  const thrown = await answer(context, () => Promise.reject(error)).catch((caught: unknown) => caught);
  expect(thrown).toBeInstanceOf(Failure);
  expect(JSON.stringify([thrown, String(thrown), logged])).not.toContain('f00d-cafe');
  expect(logged.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      requestId: 'request',
      error: expect.objectContaining({ name: 'InvalidParameterException', message: 'Invalid parameter: …' }),
    }),
  ]);
});

it('throws a Failure as it is, for Lambda to log', async () => {
  const failure = new Failure('The device kept changing.');
  await expect(answer(context, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(logged).toEqual([]);
});
