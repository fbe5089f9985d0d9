import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { requiredString } from '../input.ts';
import type { Client, Pool, User } from '../model.ts';
import type { Services } from '../Services.ts';
import type { Bearer } from '../Tokens.ts';

type Answer = Promise<JsonObject> | JsonObject;

/** Defines an operation that has no signature and names an app client. */
export function clientOperation(
  services: Services,
  run: (pool: Pool, client: Client, input: JsonObject) => Answer,
): AwsOperation {
  return {
    unsigned: true,
    permissions: () => [],
    run: (input) => {
      const { pool, client } = services.users.client(requiredString(input, 'ClientId'));
      return run(pool, client, input);
    },
  };
}

/** Defines an operation that the user's access token authorizes. */
export function bearerOperation(services: Services, run: (bearer: Bearer, input: JsonObject) => Answer): AwsOperation {
  return {
    unsigned: true,
    permissions: () => [],
    run: (input) => run(services.tokens.bearer(requiredString(input, 'AccessToken')), input),
  };
}

/** Defines an operation that IAM authorizes on the pool's ARN. */
export function poolOperation(
  services: Services,
  name: string,
  run: (pool: Pool, input: JsonObject) => Answer,
): AwsOperation {
  const { platform, users } = services;
  return {
    permissions: (input) => [
      {
        action: `cognito-idp:${name}`,
        resource: `arn:aws:cognito-idp:${platform.region}:${platform.accountId}:userpool/${requiredString(input, 'UserPoolId')}`,
      },
    ],
    run: (input) => run(users.pool(requiredString(input, 'UserPoolId')), input),
  };
}

/** Defines an operation about one user that IAM authorizes on the pool. */
export function userOperation(
  services: Services,
  name: string,
  run: (pool: Pool, user: User, input: JsonObject) => Answer,
): AwsOperation {
  return poolOperation(services, name, (pool, input) =>
    run(pool, services.users.get(pool, requiredString(input, 'Username')), input),
  );
}

/** Returns seconds since the epoch, the times of the JSON protocol. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
