import {
  CreatePlatformApplicationCommand,
  DeletePlatformApplicationCommand,
  SetPlatformApplicationAttributesCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import type { PlatformApplications } from '../../platforms/applyPlatformApplication.ts';
import { ifFound } from './ifFound.ts';

/** Platform applications in SNS. */
export class SnsPlatformApplications implements PlatformApplications {
  readonly #sns: SNSClient;

  constructor(sns: SNSClient) {
    this.#sns = sns;
  }

  async create(name: string, snsPlatform: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    await this.#sns.send(
      new CreatePlatformApplicationCommand({ Name: name, Platform: snsPlatform, Attributes: { ...attributes } }),
    );
  }

  async setAttributes(arn: string, attributes: Readonly<Record<string, string>>): Promise<boolean> {
    const command = new SetPlatformApplicationAttributesCommand({
      PlatformApplicationArn: arn,
      Attributes: { ...attributes },
    });
    return (await ifFound(this.#sns.send(command))) !== null;
  }

  async delete(arn: string): Promise<void> {
    await this.#sns.send(new DeletePlatformApplicationCommand({ PlatformApplicationArn: arn }));
  }
}
