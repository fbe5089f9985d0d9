import { GetEndpointAttributesCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { EndpointState, EndpointStates } from '../../feedback/EndpointStates.ts';
import { tokenHash } from '../../rules/devices/tokenHash.ts';
import { ifFound } from './ifFound.ts';

/** Attributes of SNS platform endpoints. */
export class SnsEndpointStates implements EndpointStates {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  async read(endpointArn: string): Promise<EndpointState | null> {
    const found = await ifFound(this.#sns.send(new GetEndpointAttributesCommand({ EndpointArn: endpointArn })));
    if (found === null) return null;
    const { Token = '', Enabled } = found.Attributes ?? {};
    return { tokenHash: tokenHash(Token), enabled: Enabled?.toLowerCase() !== 'false' };
  }
}
