import type { RoleCredentials } from 'local-cloud';
import { signRequest } from 'local-cloud/appsync';
import { blockedBy } from './firewall.ts';
import type { HeliographOutputs } from './Runtime.ts';

/** A text for the `Authorization` header, such as an access token, or a key of a role or the root, or nothing. */
export type Identity = string | RoleCredentials | null;

export interface GraphQLAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphQLAnswerError[];
}

export interface GraphQLAnswerError {
  readonly errorType?: string;
  readonly errorInfo?: Readonly<Record<string, unknown>> | null;
  readonly message: string;
  readonly path?: readonly (string | number)[] | null;
}

/** Sends the operation over HTTP, signed with SigV4 for a key. Returns the answer. */
export async function graphql(
  outputs: HeliographOutputs,
  identity: Identity,
  query: string,
  variables: object = {},
): Promise<GraphQLAnswer> {
  return graphqlRaw(outputs, identity, JSON.stringify({ query, variables }));
}

/** Sends any body. Returns the answer. */
export async function graphqlRaw(
  outputs: HeliographOutputs,
  identity: Identity,
  body: string,
  contentType = 'application/json',
): Promise<GraphQLAnswer> {
  // The local runtime has no firewall. Whatever a story sends must pass the deployed one.
  const blocking = blockedBy(body);
  if (blocking.length > 0) throw new Error(`AWS WAF would block this request by ${blocking.join(', ')}.`);
  const url = new URL(outputs.graphqlEndpoint);
  const headers: Record<string, string> = { 'content-type': contentType };
  if (typeof identity === 'string') headers.authorization = identity;
  const signed =
    identity === null || typeof identity === 'string'
      ? headers
      : signRequest(
          { method: 'POST', url, headers, body },
          identity,
          { region: outputs.region, service: 'appsync' },
          Date.now(),
        );
  const response = await fetch(url, { method: 'POST', headers: signed, body });
  const answer = (await response.json()) as Partial<GraphQLAnswer>;
  return { status: response.status, data: answer.data ?? null, errors: answer.errors ?? [] };
}

/** Returns the data of an answer without errors. Rejects with its errors. */
export async function graphqlData<Data>(
  outputs: HeliographOutputs,
  identity: Identity,
  query: string,
  variables: object = {},
): Promise<Data> {
  const { status, data, errors } = await graphql(outputs, identity, query, variables);
  if (status !== 200 || errors.length > 0) throw new Error(`${status} ${JSON.stringify(errors)}`);
  return data as Data;
}
