import {
  CreatePlatformApplicationCommand,
  DeletePlatformApplicationCommand,
  SetPlatformApplicationAttributesCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import type { PlatformApplications } from '../../platforms/applyPlatformApplication.ts';
import { requireArn } from './requireArn.ts';

/** Platform applications in SNS. */
export class SnsPlatformApplications implements PlatformApplications {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  async create(name: string, snsPlatform: string, attributes: Readonly<Record<string, string>>): Promise<string> {
    const command = new CreatePlatformApplicationCommand({
      Name: name,
      Platform: snsPlatform,
      Attributes: { ...attributes },
    });
    const { PlatformApplicationArn } = await this.#sns.send(command);
    return requireArn(PlatformApplicationArn);
  }

  async setAttributes(arn: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    await this.#sns.send(
      new SetPlatformApplicationAttributesCommand({ PlatformApplicationArn: arn, Attributes: { ...attributes } }),
    );
  }

  async delete(arn: string): Promise<void> {
    await this.#sns.send(new DeletePlatformApplicationCommand({ PlatformApplicationArn: arn }));
  }
}
