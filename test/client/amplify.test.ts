import { Hub } from 'aws-amplify/utils';
import { print } from 'graphql';
import { expect, it } from 'vitest';
import { amplifyTransport } from '../../client/amplify.ts';
import { OnMyDeliveriesDocument } from '../../client/index.ts';

/** What Amplify calls of a subscription's observer. */
interface Given {
  next(result: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

/** A subscription over a client that does what the test says, with all that its subscriber is told. */
function subscribe() {
  const told: unknown[] = [];
  let given: Given | undefined;
  const client = {
    graphql: () => ({
      subscribe(observer: Given) {
        given = observer;
        return { unsubscribe: () => {} };
      },
    }),
  };
  const end = amplifyTransport(client).subscribe(
    OnMyDeliveriesDocument,
    {},
    {
      established: () => told.push('established'),
      next: (result) => told.push(result),
      error: (error) => told.push(error),
    },
  );
  if (given === undefined) throw new Error('Amplify was not asked.');
  return { told, given, end };
}

const acknowledge = (query = print(OnMyDeliveriesDocument)) =>
  Hub.dispatch('api', { event: 'Subscription ack', data: { query, variables: {} } });
const change = (connectionState: string) =>
  Hub.dispatch('api', { event: 'ConnectionStateChange', data: { connectionState } });

it('tells of the acknowledgements of its operation', () => {
  const { told, given, end } = subscribe();
  acknowledge('subscription { other }');
  acknowledge();
  given.next({ data: { onMyDeliveries: null } });
  end();
  acknowledge();
  expect(told).toEqual(['established', { onMyDeliveries: null }]);
});

it('tells that the connection is lost, since another’s subscription may halt Amplify’s own reconnection', () => {
  const { told, end } = subscribe();
  // Before the acknowledgement Amplify is still connecting.
  change('ConnectionDisrupted');
  acknowledge();
  change('ConnectedPendingKeepAlive');
  expect(told).toEqual(['established']);
  change('ConnectionDisrupted');
  expect(told.slice(1)).toEqual([expect.objectContaining({ message: 'The connection was lost.' })]);
  end();
});

it('tells of a refused token as the API’s error', () => {
  const { told, given, end } = subscribe();
  const payload = { errors: [{ errorType: 'UnauthorizedException', message: 'Token has expired.', errorCode: 401 }] };
  given.error({ errors: [{ message: `Connection failed: ${JSON.stringify(payload)}` }] });
  expect(told).toMatchObject([{ name: 'HeliographError', errorType: 'UnauthorizedException' }]);
  end();
});
