import { type ApolloClient, ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { CONTROL_EVENTS_KEY } from 'aws-appsync-subscription-link';
import { toHeliographError } from './HeliographError.ts';
import type { Transport } from './Transport.ts';

export interface ApolloTransportOptions {
  /**
   * Fetches another token, after the API refused one that `jwtToken` still took for valid.
   * @default none: `jwtToken` is asked again
   */
  readonly renewToken?: Transport['renewToken'];
}

/**
 * Returns a transport over Apollo Client 4. The client's link must contain `createSubscriptionHandshakeLink` of
 * aws-appsync-subscription-link. That link does not renew a subscription after a disconnect. A live feed does.
 * Give both of AWS's links `jwtToken` as a function. It returns an empty text once nobody is signed in, and never
 * rejects: the subscription link tells nobody of that.
 */
export function apolloTransport(client: ApolloClient, { renewToken }: ApolloTransportOptions = {}): Transport {
  return {
    renewToken,
    async request(document, variables) {
      const isMutation = document.definitions.some(
        (definition) => definition.kind === 'OperationDefinition' && definition.operation === 'mutation',
      );
      try {
        const { data } = isMutation
          ? await client.mutate({ mutation: document, variables: variables as never, fetchPolicy: 'no-cache' })
          : await client.query({ query: document, variables: variables as never, fetchPolicy: 'no-cache' });
        return data as never;
      } catch (error) {
        throw toHeliographError(error);
      }
    },
    subscribe(document, variables, observer) {
      // The client's own `subscribe` drops results without data, and so the acknowledgement.
      const subscription = ApolloLink.execute(
        client.link,
        {
          query: document,
          variables: variables as never,
          // Asks the link to pass its control messages on.
          context: { controlMessages: { [CONTROL_EVENTS_KEY]: true } },
        },
        { client },
      ).subscribe({
        next(result) {
          const { data, errors = [], extensions } = result;
          if (extensions?.controlMsgType === 'CONNECTED') observer.established();
          else if (errors.length > 0) observer.error(toHeliographError(new CombinedGraphQLErrors(result)));
          else if (data !== undefined && data !== null) observer.next(data as never);
        },
        error: (error: unknown) => observer.error(toHeliographError(error)),
        complete: () => observer.error(new Error('The subscription ended.')),
      });
      return () => subscription.unsubscribe();
    },
  };
}
