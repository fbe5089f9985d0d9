import { setTimeout } from 'node:timers/promises';
import { SignatureV4 } from '@smithy/signature-v4';
import type { ReportDeliveriesInput } from '../../schema/generated/types.ts';
import type { ReportFeed } from '../report/ReportFeed.ts';
import { environment } from './environment.ts';
import { NodeSha256 } from './NodeSha256.ts';

/** Every field: subscribers get what the mutation's caller selected. */
export const reportDeliveriesMutation = `mutation ReportDeliveries($input: ReportDeliveriesInput!) {
  reportDeliveries(input: $input) {
    messageId
    userId
    events { sequence deliveryId deviceId userId platform status reason retryable version at }
    progress { total queued sent providerAccepted received opened failed expired suppressed cancelled }
    messageStatus
    forPublisher
  }
}`;

/** Milliseconds at most before each attempt, with jitter. */
const ATTEMPTS = [0, 100, 400, 1_600] as const;
const TIMEOUT_MILLISECONDS = 5_000;

/** Calls the service-only mutation with the function's own role. */
export class AppSyncReportFeed implements ReportFeed {
  readonly #endpoint: URL;
  readonly #signer: SignatureV4;

  constructor(endpoint: string) {
    this.#endpoint = new URL(endpoint);
    this.#signer = new SignatureV4({
      service: 'appsync',
      region: environment('AWS_REGION'),
      sha256: NodeSha256,
      // Lambda replaces them in the environment of a new execution environment only.
      credentials: {
        accessKeyId: environment('AWS_ACCESS_KEY_ID'),
        secretAccessKey: environment('AWS_SECRET_ACCESS_KEY'),
        ...(process.env.AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: process.env.AWS_SESSION_TOKEN }),
      },
    });
  }

  async report(input: ReportDeliveriesInput): Promise<void> {
    const body = JSON.stringify({ query: reportDeliveriesMutation, variables: { input } });
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

  async #post(body: string): Promise<void> {
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
    const answer = (await response.json()) as { readonly errors?: readonly { readonly errorType?: string }[] };
    if (!response.ok || answer.errors !== undefined) {
      throw new Error(`reportDeliveries answered ${response.status} ${answer.errors?.[0]?.errorType ?? ''}`);
    }
  }
}
