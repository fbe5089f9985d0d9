import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

/** How operations reach Heliograph: the one thing that this SDK needs of an app's GraphQL client. `amplify.ts` and `apollo.ts` make one. */
export interface Transport {
  /** Runs a query or mutation. Rejects with HeliographError where the API answers with errors, with anything else where it was not reached. */
  request<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** Begins a subscription and answers how to end it. */
  subscribe<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    observer: SubscriptionObserver<Result>,
  ): () => void;
}

export interface SubscriptionObserver<Result> {
  /** The API acknowledged the subscription: called when it begins, and again whenever the client renewed it by itself after a disconnect. */
  established(): void;
  next(result: Result): void;
  /** The subscription is over: refused (HeliographError), or disconnected by a client that does not renew it. */
  error(error: unknown): void;
}
