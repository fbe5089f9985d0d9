import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Sends your service's GraphQL request, signed with its role (SigV4, service `appsync`). Returns the parsed body. */
export type AskHeliograph = (query: string, variables: object) => Promise<{ readonly errors?: readonly Refusal[] }>;

/** Verifies an access token, for example with aws-jwt-verify. Rejects if the token is not valid. */
export type VerifyToken = (accessToken: string) => Promise<{ readonly sub: string; readonly jti: string }>;

interface Refusal {
  readonly errorType: string;
  readonly errorInfo: unknown;
}

/** What to do for a request whose proof was spent. `body` has the very bytes that the user approved. */
export type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

export interface GuardedOperation {
  /** The service and its operation, such as `billing:transfer`. */
  readonly operation: string;
  /** Says in 120 characters what the user is asked to approve, such as `Pay 20 EUR to Bob`. Lock screens show it. */
  readonly summarize: (request: IncomingMessage, body: Buffer) => string;
}

const consume = 'mutation ($input: RequireStepUpInput!) { consumeStepUpGrant(input: $input) { challengeId } }';
const LARGEST_BODY = 1_048_576;

/**
 * Guards an operation of your own service. The handler runs once for each proof that the user gave for this request:
 * its method, its URL, its body and its summary.
 * A refused caller gets Heliograph's error. They answer the challenge at Heliograph, under the same access token, and
 * send the same request again.
 */
export function guarded(
  { ask, verify }: { readonly ask: AskHeliograph; readonly verify: VerifyToken },
  { operation, summarize }: GuardedOperation,
  handler: Handler,
) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const user = await verify(request.headers.authorization ?? '').catch(() => null);
    if (user === null) return void response.writeHead(401).end();
    const body = await read(request);
    if (body === null) return void response.writeHead(413).end();
    const hash = createHash('sha256').update(body).digest('hex');
    const input = {
      operation,
      arguments: `${request.method} ${request.url} ${hash}`,
      summary: summarize(request, body),
      user: { sub: user.sub, jti: user.jti },
    };
    // Any error refuses the call.
    const answer = await ask(consume, { input }).catch(() => ({
      errors: [{ errorType: 'Unavailable', errorInfo: null }],
    }));
    const refusal = answer.errors?.[0];
    if (refusal === undefined) return handler(request, response, body);
    response.writeHead(refusal.errorType === 'StepUpRequired' ? 401 : 403, { 'content-type': 'application/json' });
    response.end(JSON.stringify(refusal));
  };
}

/** Returns the body, or null for one that is too large. */
async function read(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
