import {
  CreatePlatformEndpointCommand,
  DeleteEndpointCommand,
  GetEndpointAttributesCommand,
  InvalidParameterException,
  SetEndpointAttributesCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { EndpointState, PushEndpoints } from '../../devices/PushEndpoints.ts';
import { ApplicationError } from '../../rules/ApplicationError.ts';
import { validatePlatform } from '../../rules/platforms/validatePlatform.ts';
import { refuse } from '../../rules/refuse.ts';
import { ifFound } from './ifFound.ts';
import { requireArn } from './requireArn.ts';

/**
 * SNS's words for a token that has an endpoint already, the only way to learn that endpoint's ARN:
 * "Invalid parameter: Token Reason: Endpoint <arn> already exists with the same Token, but different attributes."
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

  get platforms(): readonly PushPlatform[] {
    return Object.keys(this.#applications) as PushPlatform[];
  }

  /** Gives the token only, because creation is idempotent only if all attributes are the same. */
  async create(platform: PushPlatform, token: string): Promise<string> {
    refuse(validatePlatform(platform, this.platforms));
    const PlatformApplicationArn = this.#applications[platform];
    try {
      const command = new CreatePlatformEndpointCommand({ PlatformApplicationArn, Token: token });
      const { EndpointArn } = await this.#sns.send(command);
      return requireArn(EndpointArn);
    } catch (error) {
      return existingEndpoint(error, platform);
    }
  }

  async read(arn: string): Promise<EndpointState | null> {
    const found = await ifFound(this.#sns.send(new GetEndpointAttributesCommand({ EndpointArn: arn })));
    if (found === null) return null;
    const { Token = '', Enabled, CustomUserData } = found.Attributes ?? {};
    return { token: Token, enabled: Enabled?.toLowerCase() === 'true', userId: CustomUserData };
  }

  async assign(arn: string, userId: string): Promise<boolean> {
    const Attributes = { CustomUserData: userId, Enabled: 'true' };
    const command = new SetEndpointAttributesCommand({ EndpointArn: arn, Attributes });
    return (await ifFound(this.#sns.send(command))) !== null;
  }

  async delete(arn: string): Promise<void> {
    await this.#sns.send(new DeleteEndpointCommand({ EndpointArn: arn }));
  }
}

/** Returns the endpoint that has the token. Throws the caller's error if SNS refuses the token, or else SNS's. */
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
