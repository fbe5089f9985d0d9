import type { IncomingMessage, ServerResponse } from 'node:http';

/** Sends your service's GraphQL request, signed with its role (SigV4, service `appsync`). Returns the parsed body. */
export type AskHeliograph = (query: string, variables: object) => Promise<{ readonly errors?: readonly Refusal[] }>;

/** Verifies an access token, for example with aws-jwt-verify. Rejects if the token is not valid. */
export type VerifyToken = (accessToken: string) => Promise<{ readonly sub: string; readonly jti: string }>;

interface Refusal {
  readonly errorType: string;
  readonly errorInfo: unknown;
}

const consume = 'mutation ($input: RequireStepUpInput!) { consumeStepUpGrant(input: $input) { challengeId } }';

/**
 * Guards `operation` of your own service, such as `billing:transfer`.
 * The handler runs once for each proof that the user gave for these arguments.
 * A refused caller gets Heliograph's error. They answer the challenge at Heliograph, under the same access token, and
 * call again.
 */
export function guarded(
  { ask, verify }: { readonly ask: AskHeliograph; readonly verify: VerifyToken },
  operation: string,
  handler: (request: IncomingMessage, response: ServerResponse) => void,
) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const user = await verify(request.headers.authorization ?? '').catch(() => null);
    if (user === null) return void response.writeHead(401).end();
    const input = { operation, arguments: `${request.method} ${request.url}`, user: { sub: user.sub, jti: user.jti } };
    // Any error refuses the call.
    const answer = await ask(consume, { input }).catch(() => ({
      errors: [{ errorType: 'Unavailable', errorInfo: null }],
    }));
    const refusal = answer.errors?.[0];
    if (refusal === undefined) return handler(request, response);
    response.writeHead(refusal.errorType === 'StepUpRequired' ? 401 : 403, { 'content-type': 'application/json' });
    response.end(JSON.stringify(refusal));
  };
}
