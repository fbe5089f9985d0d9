import { Hub } from 'aws-amplify/utils';
import { print } from 'graphql';
import { entriesIn, HeliographError, toHeliographError } from './HeliographError.ts';
import type { Transport } from './Transport.ts';

/** The client that `generateClient()` returns. Its own type is too deep for TypeScript to compare. */
interface AmplifyClient {
  readonly graphql: (options: never) => unknown;
}

interface Subscribable {
  subscribe(observer: object): { unsubscribe(): void };
}

/** Amplify's Hub event for each acknowledged subscription, renewed ones included. */
const SUBSCRIPTION_ACK = 'Subscription ack';

/**
 * Returns a transport over aws-amplify v6. Amplify itself signs in, refreshes tokens and renews subscriptions.
 *
 * @example
 * const transport = amplifyTransport(generateClient());
 */
export function amplifyTransport(client: AmplifyClient): Transport {
  const run = (options: { readonly query: string; readonly variables: object }) => client.graphql(options as never);
  return {
    async request(document, variables) {
      let answer: unknown;
      try {
        answer = await run({ query: print(document), variables });
      } catch (error) {
        throw toHeliographError(error);
      }
      const errors = entriesIn(answer);
      if (errors.length > 0) throw new HeliographError(errors);
      // The document's type says what its data is.
      return (answer as { readonly data: never }).data;
    },
    subscribe(document, variables, observer) {
      const query = print(document);
      const wanted = JSON.stringify(variables);
      const stopListening = Hub.listen('api', ({ payload }) => {
        if (payload.event !== SUBSCRIPTION_ACK) return;
        const { query: begun, variables: with_ } = payload.data as { query?: string; variables?: object };
        // Another feed of the same operation may be meant. Then this feed only reads once more.
        if (begun?.trim() === query.trim() && JSON.stringify(with_) === wanted) observer.established();
      });
      const subscription = (run({ query, variables }) as Subscribable).subscribe({
        next: ({ data }: { readonly data: unknown }) => observer.next(data as never),
        error: (error: unknown) => observer.error(toHeliographError(error)),
        complete: () => observer.error(new Error('The subscription ended.')),
      });
      return () => {
        stopListening();
        subscription.unsubscribe();
      };
    },
  };
}
