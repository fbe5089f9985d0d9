import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { expect, it } from 'vitest';
import { apolloTransport } from '../../client/apollo.ts';
import { OnMyDeliveriesDocument } from '../../client/index.ts';

/** What a subscriber is told where the link gives these results and then ends. */
function told(...results: readonly ApolloLink.Result[]): unknown[] {
  const contexts: unknown[] = [];
  const link = new ApolloLink((operation) => {
    contexts.push(operation.getContext().controlMessages);
    return new Observable((observer) => {
      for (const result of results) observer.next(result);
      observer.complete();
    });
  });
  const events: unknown[] = [];
  apolloTransport(new ApolloClient({ link, cache: new InMemoryCache() })).subscribe(
    OnMyDeliveriesDocument,
    {},
    {
      established: () => events.push('established'),
      next: (result) => events.push(result),
      error: (error) => events.push(error),
    },
  );
  // AWS's link passes the acknowledgement on only when it is asked to.
  expect(contexts).toEqual([{ '@@controlEvents': true }]);
  return events;
}

const report = { onMyDeliveries: null };
const over = expect.objectContaining({ message: 'The subscription ended.' });

it('tells of AppSync’s acknowledgement, which has no data', () => {
  expect(told({ extensions: { controlMsgType: 'CONNECTED' } }, { data: report })).toEqual([
    'established',
    report,
    over,
  ]);
});

it('tells of errors as the API’s', () => {
  const refused = { message: 'No.', errorType: 'NotFound', errorInfo: { field: 'id' } };
  const [error] = told({ data: null, errors: [refused as never] });
  expect(error).toMatchObject({ name: 'HeliographError', errorType: 'NotFound', errorInfo: { field: 'id' } });
});
