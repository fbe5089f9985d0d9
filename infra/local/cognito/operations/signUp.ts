import type { AwsOperation } from '../../platform/AwsApi.ts';
import { checkAttributes, checkRequired } from '../attributes.ts';
import type { Medium } from '../Codes.ts';
import { notAuthorized } from '../errors.ts';
import { attributeList, optionalString, requiredString, stringMap } from '../input.ts';
import type { Pool, User } from '../model.ts';
import type { Services } from '../Services.ts';
import { checkSecretHash } from '../secretHash.ts';
import { clientOperation } from './define.ts';

export function signUp(services: Services): AwsOperation {
  return clientOperation(services, (pool, client, input) => {
    const username = requiredString(input, 'Username');
    checkSecretHash(client, optionalString(input, 'SecretHash'), [username]);
    if (pool.adminCreateOnly) throw notAuthorized('SignUp is not permitted for this user pool');
    const attributes = attributeList(input, 'UserAttributes');
    checkAttributes(pool, attributes, undefined, client);
    stringMap(input, 'ClientMetadata');
    const created = services.users.create(pool, username, attributes, 'UNCONFIRMED', 'User already exists');
    checkRequired(pool, created.attributes);
    const withPassword = services.users.withPassword(pool, created, requiredString(input, 'Password'), true);
    const user = services.users.save(pool, { ...withPassword, status: 'UNCONFIRMED' });
    const medium = confirmationMedium(pool, user);
    return {
      UserConfirmed: false,
      UserSub: user.sub,
      ...(medium === undefined
        ? {}
        : { CodeDeliveryDetails: { ...services.codes.send(pool, user, 'sign-up', medium) } }),
    };
  });
}

/** Returns where the confirmation goes: phone before e-mail, among the attributes that the pool verifies by itself. */
export function confirmationMedium(pool: Pool, user: User): Medium | undefined {
  if (pool.autoVerified.includes('phone_number') && user.attributes.phone_number !== undefined) return 'SMS';
  return pool.autoVerified.includes('email') && user.attributes.email !== undefined ? 'EMAIL' : undefined;
}
