import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorOf, Resolvers } from '../support/runResolver.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

it.each(['acceptMessage', 'acceptTopic', 'acceptSubscriber', 'readReplayedMessage'])(
  '%s says in the log, and there alone, how its data source failed',
  (step) => {
    const before = resolvers.logged.length;
    const error = { type: 'DynamoDB:ValidationException', message: 'about a table' };
    const outcome = resolvers.run(`steps/${step}`, 'response', { error, result: null });
    expect(errorOf(outcome).errorType).toBe('Unavailable');
    const logged = resolvers.logged.slice(before).join();
    expect(logged).toContain('Mutation.publish: DynamoDB:ValidationException');
    expect(JSON.stringify(outcome) + logged).not.toContain('about a table');
  },
);

it.each([
  ['registerDevice', 'Lambda:TooManyRequestsException'],
  ['acceptMessage', 'DynamoDB:ProvisionedThroughputExceededException'],
  ['acceptMessage', 'DynamoDB:ThrottlingException'],
])('%s leaves %s to the metrics, since the client repeats the call', (step, type) => {
  const before = resolvers.logged.length;
  const outcome = resolvers.run(`steps/${step}`, 'response', { error: { type, message: 'no' }, result: null });
  expect(errorOf(outcome)).toMatchObject({ errorType: 'Unavailable', errorInfo: { retryable: true } });
  expect(resolvers.logged.slice(before)).toEqual([]);
});
