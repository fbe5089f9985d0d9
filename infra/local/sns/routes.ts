import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../platform/AwsError.ts';
import { isJsonObject } from '../platform/Json.ts';
import type { HttpRoute } from '../platform/LocalService.ts';
import { parseFaults } from './FaultInjection.ts';
import { parseJson } from './MessageAttributes.ts';
import { isPushOutcome, type PushScript, pushOutcomes } from './PushProvider.ts';
import type { SnsState } from './SnsState.ts';

const tokensPrefix = '/_local/push/tokens/';
const LARGEST_BODY = 65_536;

/** Routes beside the AWS API: scripts of the push services, faults, and the links that messages carry. */
export function snsRoutes(sns: SnsState): readonly HttpRoute[] {
  return [
    { prefix: tokensPrefix, handle: answering((request, url) => scriptToken(sns, request, url)) },
    { prefix: '/_local/sns/faults', handle: answering((request) => scriptFaults(sns, request)) },
    {
      prefix: '/_local/sns/confirm',
      handle: answering((_, url) => {
        const subscription = sns.subscriptions.confirm(undefined, url.searchParams.get('token') ?? '');
        return { SubscriptionArn: subscription.arn };
      }),
    },
    {
      prefix: '/_local/sns/unsubscribe',
      handle: answering((_, url) => {
        const arn = url.searchParams.get('SubscriptionArn') ?? '';
        if (url.searchParams.get('token') !== sns.signer.unsubscribeToken(arn)) {
          throw new AwsError('AuthorizationError', 'The link is not one of a message', { status: 403 });
        }
        sns.subscriptions.delete(arn);
        return {};
      }),
    },
    {
      prefix: '/_local/sns/SimpleNotificationService.pem',
      handle(_, response) {
        response.writeHead(200, { 'content-type': 'application/x-pem-file' }).end(sns.signer.certificate());
      },
    },
  ];
}

/** `PUT` `{"outcome", "times"?}` scripts a token's answers, `GET` reads the script, `DELETE` resets it. */
async function scriptToken(sns: SnsState, request: IncomingMessage, url: URL): Promise<object> {
  const token = decodeToken(url);
  switch (request.method) {
    case 'GET':
      break;
    case 'PUT':
      sns.provider.script(token, parseScript(await readJson(request)));
      break;
    case 'DELETE':
      sns.provider.reset(token);
      break;
    default:
      throw methodNotAllowed('GET, PUT, DELETE');
  }
  return { token, ...sns.provider.scriptOf(token) };
}

function decodeToken(url: URL): string {
  const encoded = url.pathname.slice(tokensPrefix.length);
  try {
    const token = decodeURIComponent(encoded);
    if (token !== '') return token;
  } catch {
    // Malformed percent-encoding counts as an absent token.
  }
  throw new AwsError('ValidationError', 'The path must end with a push token, percent-encoded');
}

function parseScript(body: unknown): PushScript {
  const { outcome, times } = isJsonObject(body) ? body : {};
  if (!isPushOutcome(outcome)) {
    throw new AwsError('ValidationError', `outcome must be one of ${pushOutcomes.join(', ')}`);
  }
  if (times === undefined || times === null) return { outcome };
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1) {
    throw new AwsError('ValidationError', 'times must be a whole number from 1');
  }
  return { outcome, times };
}

async function scriptFaults(sns: SnsState, request: IncomingMessage): Promise<object> {
  if (request.method === 'PUT') sns.faults.set(parseFaults(await readJson(request)));
  else if (request.method === 'DELETE') sns.faults.set(parseFaults({}));
  else if (request.method !== 'GET') throw methodNotAllowed('GET, PUT, DELETE');
  return sns.faults.faults;
}

function methodNotAllowed(allowed: string): AwsError {
  return new AwsError('MethodNotAllowed', `Allowed here: ${allowed}`, { status: 405 });
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new AwsError('ValidationError', 'The body is too large', { status: 413 });
    chunks.push(chunk);
  }
  const body = parseJson(Buffer.concat(chunks).toString('utf8'));
  if (body === undefined) throw new AwsError('ValidationError', 'The body must be JSON');
  return body;
}

function answering(work: (request: IncomingMessage, url: URL) => object | Promise<object>) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      answer(200, await work(request, url));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      answer(error.status, { error: error.code, message: error.message });
    }
  };
}
