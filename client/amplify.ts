import { fetchAuthSession } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';
import { print } from 'graphql';
import { entriesIn } from './errorEntries.ts';
import { HeliographError, toHeliographError } from './HeliographError.ts';
import type { Transport } from './Transport.ts';

/** The client that `generateClient()` returns. Its own type is too deep for TypeScript to compare. */
interface AmplifyClient {
  readonly graphql: (options: never) => unknown;
}

interface Subscribable {
  subscribe(observer: object): { unsubscribe(): void };
}

/** What Amplify's Hub tells with an event, as far as it matters here. */
interface HubData {
  readonly query?: string;
  readonly variables?: object;
  readonly connectionState?: string;
}

/** Amplify's Hub event for each acknowledged subscription, renewed ones included. */
const SUBSCRIPTION_ACK = 'Subscription ack';
/** Amplify's Hub event for each change of its connection, whose state is then in `connectionState`. */
const CONNECTION_CHANGE = 'ConnectionStateChange';

/**
 * Returns a transport over aws-amplify v6. Amplify itself signs in and refreshes tokens.
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
      let acknowledged = false;
      const stopListening = Hub.listen('api', ({ payload: { event, data } }) => {
        const { query: begun, variables: with_, connectionState } = (data ?? {}) as HubData;
        if (event === SUBSCRIPTION_ACK) {
          // Another feed of the same operation may be meant. Then this feed only reads once more.
          if (begun?.trim() !== query.trim() || JSON.stringify(with_) !== wanted) return;
          acknowledged = true;
          observer.established();
        } else if (event === CONNECTION_CHANGE && connectionState === 'ConnectionDisrupted' && acknowledged) {
          // Amplify begins its subscriptions again five seconds later, unless a new one connects before that.
          observer.error(new Error('The connection was lost.'));
        }
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
    async renewToken() {
      await fetchAuthSession({ forceRefresh: true });
    },
  };
}
