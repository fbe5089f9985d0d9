import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

/**
 * How operations reach Heliograph: all that this SDK needs of an app's GraphQL client.
 * See `amplify.ts` and `apollo.ts`.
 */
export interface Transport {
  /**
   * Runs a query or mutation.
   * Rejects with HeliographError if the API refuses it, with another error if the API is not reached.
   */
  request<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** Begins a subscription. Returns a function that ends it. */
  subscribe<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    observer: SubscriptionObserver<Result>,
  ): () => void;
  /**
   * Fetches another token, after the API refused the present one. Rejects if none could be asked for, as when offline.
   * Without it, each request is taken to carry a token that was fetched for it.
   */
  readonly renewToken?: (() => Promise<void>) | undefined;
}

export interface SubscriptionObserver<Result> {
  /** Called when the API acknowledges the subscription: at its begin, and after each renewal by the client itself. */
  established(): void;
  next(result: Result): void;
  /** Called when the subscription is over: refused (HeliographError), or disconnected and not renewed by the client. */
  error(error: unknown): void;
}
