import { GetEndpointAttributesCommand, NotFoundException, type SNSClient } from '@aws-sdk/client-sns';
import type { EndpointState, EndpointStates } from '../../feedback/EndpointStates.ts';
import { tokenHash } from '../../rules/devices/tokenHash.ts';

/** Attributes of SNS platform endpoints. */
export class SnsEndpointStates implements EndpointStates {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  async read(endpointArn: string): Promise<EndpointState | null> {
    try {
      const { Attributes } = await this.#sns.send(new GetEndpointAttributesCommand({ EndpointArn: endpointArn }));
      return { tokenHash: tokenHash(Attributes?.Token ?? ''), enabled: Attributes?.Enabled?.toLowerCase() !== 'false' };
    } catch (error) {
      if (error instanceof NotFoundException) return null;
      throw error;
    }
  }
}
