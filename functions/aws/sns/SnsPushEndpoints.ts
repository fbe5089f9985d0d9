import {
  CreatePlatformEndpointCommand,
  DeleteEndpointCommand,
  GetEndpointAttributesCommand,
  InvalidParameterException,
  NotFoundException,
  SetEndpointAttributesCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { EndpointState, PushEndpoints } from '../../devices/PushEndpoints.ts';
import { ApplicationError } from '../../rules/ApplicationError.ts';

/**
 * How SNS says that a token has an endpoint already: "Invalid parameter: Token Reason: Endpoint <arn> already exists with the same Token, but
 * different attributes." It is the only way to learn that endpoint's ARN.
 */
const alreadyExists = /Endpoint (arn:aws[^ ]*) already exists with the same Token/;

/** Platform endpoints in SNS. */
export class SnsPushEndpoints implements PushEndpoints {
  readonly #sns: SNSClient;
  readonly #applications: Readonly<Partial<Record<PushPlatform, string>>>;

  /** `applications`: platform application ARNs. */
  constructor(sns: SNSClient, applications: Readonly<Partial<Record<PushPlatform, string>>>) {
    this.#sns = sns;
    this.#applications = applications;
  }

  /** With the token alone, because creation is idempotent only where every attribute matches. */
  async create(platform: PushPlatform, token: string): Promise<string> {
    const PlatformApplicationArn = this.#applications[platform];
    if (PlatformApplicationArn === undefined) {
      throw new ApplicationError('InvalidInput', `This backend has no ${platform} application.`, {
        field: 'input.address',
        given: platform,
        limit: Object.keys(this.#applications).join(', '),
      });
    }
    try {
      const { EndpointArn } = await this.#sns.send(
        new CreatePlatformEndpointCommand({ PlatformApplicationArn, Token: token }),
      );
      if (EndpointArn === undefined) throw new Error('SNS answered without an ARN.');
      return EndpointArn;
    } catch (error) {
      return existingEndpoint(error, platform);
    }
  }

  async read(arn: string): Promise<EndpointState | null> {
    try {
      const { Attributes } = await this.#sns.send(new GetEndpointAttributesCommand({ EndpointArn: arn }));
      return {
        token: Attributes?.Token ?? '',
        enabled: Attributes?.Enabled?.toLowerCase() === 'true',
        userId: Attributes?.CustomUserData,
      };
    } catch (error) {
      if (error instanceof NotFoundException) return null;
      throw error;
    }
  }

  async assign(arn: string, userId: string): Promise<boolean> {
    const Attributes = { CustomUserData: userId, Enabled: 'true' };
    try {
      await this.#sns.send(new SetEndpointAttributesCommand({ EndpointArn: arn, Attributes }));
      return true;
    } catch (error) {
      if (error instanceof NotFoundException) return false;
      throw error;
    }
  }

  async delete(arn: string): Promise<void> {
    await this.#sns.send(new DeleteEndpointCommand({ EndpointArn: arn }));
  }
}

/** The endpoint that has the token already. A token that SNS refuses is the caller's error; anything else is thrown again. */
function existingEndpoint(error: unknown, platform: PushPlatform): string {
  if (!(error instanceof InvalidParameterException)) throw error;
  const arn = alreadyExists.exec(error.message)?.[1];
  if (arn !== undefined) return arn;
  if (!error.message.includes('Token')) throw error;
  throw new ApplicationError('InvalidInput', `${platform} tokens do not look like the one given.`, {
    field: 'input.address',
    given: 'a token that SNS refuses',
    limit: `a token of ${platform}`,
  });
}
