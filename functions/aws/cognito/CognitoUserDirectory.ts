import { createHash } from 'node:crypto';
import { AdminGetUserCommand, type CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { Failure } from '../../rules/Failure.ts';
import type { FactorSnapshot } from '../../rules/stepUp/FactorHistory.ts';
import type { UserDirectory } from '../../stepUp/UserDirectory.ts';

/** Users of a user pool, read by AdminGetUser. */
export class CognitoUserDirectory implements UserDirectory {
  readonly #client: CognitoIdentityProviderClient;
  readonly #userPoolId: string;

  constructor(client: CognitoIdentityProviderClient, userPoolId: string) {
    this.#client = client;
    this.#userPoolId = userPoolId;
  }

  async snapshot(username: string): Promise<FactorSnapshot> {
    const user = await this.#client.send(new AdminGetUserCommand({ UserPoolId: this.#userPoolId, Username: username }));
    const attributes = new Map(user.UserAttributes?.map(({ Name, Value }) => [Name, Value]));
    const hashOf = (name: string) => {
      const value = attributes.get(name);
      if (value === undefined) return null;
      return createHash('sha256')
        .update(`${attributes.get(`${name}_verified`) ?? 'false'}:${value}`)
        .digest('hex');
    };
    if (user.UserLastModifiedDate === undefined) throw new Failure('Cognito did not say when the user last changed.');
    return {
      phone: hashOf('phone_number'),
      email: hashOf('email'),
      softwareToken: user.UserMFASettingList?.includes('SOFTWARE_TOKEN_MFA') ?? false,
      modifiedAt: user.UserLastModifiedDate.getTime() / 1000,
    };
  }
}
