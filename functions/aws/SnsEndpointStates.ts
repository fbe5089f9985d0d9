import { GetEndpointAttributesCommand, NotFoundException, type SNSClient } from '@aws-sdk/client-sns';
import type { EndpointStates } from '../feedback/EndpointStates.ts';

/** Attributes of SNS platform endpoints. */
export class SnsEndpointStates implements EndpointStates {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  async isDisabled(endpointArn: string): Promise<boolean> {
    try {
      const { Attributes } = await this.#sns.send(new GetEndpointAttributesCommand({ EndpointArn: endpointArn }));
      return Attributes?.Enabled === 'false';
    } catch (error) {
      if (error instanceof NotFoundException) return false;
      throw error;
    }
  }
}
