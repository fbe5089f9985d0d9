import {
  CreatePlatformEndpointCommand,
  GetEndpointAttributesCommand,
  InvalidParameterException,
  NotFoundException,
  SetEndpointAttributesCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import type { PushPlatform } from '../../schema/generated/types.ts';
import { ApplicationError } from '../domain/ApplicationError.ts';
import type { EndpointState, PushEndpoints } from '../registerDevice/PushEndpoints.ts';

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
      return existingEndpoint(error);
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

  async update(arn: string, { token, userId }: { readonly token: string; readonly userId: string }): Promise<string> {
    const Attributes = { Token: token, CustomUserData: userId, Enabled: 'true' };
    try {
      await this.#sns.send(new SetEndpointAttributesCommand({ EndpointArn: arn, Attributes }));
      return arn;
    } catch (error) {
      const holder = existingEndpoint(error);
      await this.#sns.send(new SetEndpointAttributesCommand({ EndpointArn: holder, Attributes }));
      return holder;
    }
  }
}

/** The endpoint that has the token already. Throws the error again if it says something else. */
function existingEndpoint(error: unknown): string {
  const arn = error instanceof InvalidParameterException ? alreadyExists.exec(error.message)?.[1] : undefined;
  if (arn === undefined) throw error;
  return arn;
}
