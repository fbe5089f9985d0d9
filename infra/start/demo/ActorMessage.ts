/** A request of the demo to one of its people. Each has its own process, since Amplify holds one user a process. */
export type ActorRequest = { readonly id: number } & (
  | { readonly kind: 'signIn'; readonly username: string; readonly password: string }
  | { readonly kind: 'confirmSignIn'; readonly code: string }
  | { readonly kind: 'signOut' }
  | { readonly kind: 'setUpTotp' }
  | { readonly kind: 'verifyTotp'; readonly code: string }
  | { readonly kind: 'graphql'; readonly query: string; readonly variables: object }
  | { readonly kind: 'subscribe'; readonly query: string; readonly variables: object }
);

export interface GraphQLFailure {
  readonly errorType: string;
  readonly message: string;
  readonly errorInfo: Readonly<Record<string, unknown>> | null;
}

export type ActorMessage =
  /** `value`: Amplify's next step after a sign-in, a query's data, or nothing. */
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly errors: readonly GraphQLFailure[] }
  /** A result of the subscription that request `id` began. */
  | { readonly kind: 'event'; readonly id: number; readonly data: unknown };
