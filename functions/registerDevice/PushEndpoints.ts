import type { PushPlatform } from '../../schema/generated/types.ts';

export interface EndpointState {
  readonly token: string;
  readonly enabled: boolean;
  /** The user it was last registered for. */
  readonly userId: string | undefined;
}

/** Push endpoints, as far as registration needs them. */
export interface PushEndpoints {
  /** The ARN of the endpoint for a token, made or found. Throws ApplicationError `InvalidInput` for a platform that is not set up or a token SNS refuses. */
  create(platform: PushPlatform, token: string): Promise<string>;
  /** Null if it does not exist. */
  read(arn: string): Promise<EndpointState | null>;
  /** Sets token, user and `Enabled`. Answers the ARN of the endpoint that has the token now: another one, if the token was another endpoint's. */
  update(arn: string, state: { readonly token: string; readonly userId: string }): Promise<string>;
}
