import { setTimeout } from 'node:timers/promises';
import { SignatureV4 } from '@smithy/signature-v4';
import { Failure } from '../../rules/Failure.ts';
import { environment, environmentIfSet } from '../environment.ts';
import { NodeSha256 } from '../NodeSha256.ts';

/** The longest wait before each attempt, in milliseconds. Jitter shortens it. */
const ATTEMPTS = [0, 100, 400, 1_600] as const;
const TIMEOUT_MILLISECONDS = 5_000;

/** Calls the API's fields for services with the function's own role. */
export class AppSyncCaller {
  readonly #endpoint: URL;
  readonly #signer: SignatureV4;

  /** `endpoint`: the GraphQL URL. */
  constructor(endpoint: string) {
    const sessionToken = environmentIfSet('AWS_SESSION_TOKEN');
    this.#endpoint = new URL(endpoint);
    this.#signer = new SignatureV4({
      service: 'appsync',
      region: environment('AWS_REGION'),
      sha256: NodeSha256,
      // Lambda changes them only for a new execution environment.
      credentials: {
        accessKeyId: environment('AWS_ACCESS_KEY_ID'),
        secretAccessKey: environment('AWS_SECRET_ACCESS_KEY'),
        ...(sessionToken === undefined ? {} : { sessionToken }),
      },
    });
  }

  /**
   * Calls an operation. Rejects if AppSync did not answer without errors after four attempts.
   * The operation may be executed more than once.
   */
  async call(query: string, variables: object): Promise<void> {
    await this.ask(query, variables);
  }

  /** Does the same, and returns `data`. */
  async ask(query: string, variables: object): Promise<unknown> {
    const body = JSON.stringify({ query, variables });
    let refusal: unknown;
    for (const milliseconds of ATTEMPTS) {
      if (milliseconds > 0) await setTimeout(milliseconds / 2 + Math.random() * (milliseconds / 2));
      try {
        return await this.#post(body);
      } catch (error) {
        refusal = error;
      }
    }
    throw refusal;
  }

  async #post(body: string): Promise<unknown> {
    const { hostname, host, port, pathname, protocol } = this.#endpoint;
    const request = await this.#signer.sign({
      method: 'POST',
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path: pathname,
      query: {},
      headers: { host, 'content-type': 'application/json' },
      body,
    });
    const { host: _, ...headers } = request.headers;
    const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    const response = await fetch(this.#endpoint, { method: 'POST', headers, body, signal });
    const answer = (await response.json()) as {
      readonly data?: unknown;
      readonly errors?: readonly { readonly errorType?: string }[];
    };
    if (!response.ok || answer.errors !== undefined) {
      throw new Failure(`AppSync answered ${response.status} ${answer.errors?.[0]?.errorType ?? ''}`);
    }
    return answer.data;
  }
}
