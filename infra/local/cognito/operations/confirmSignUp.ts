import type { AwsOperation } from '../../platform/AwsApi.ts';
import { expiredCode, notAuthorized, userNotFound } from '../errors.ts';
import { signUpSession } from '../flows/userAuth.ts';
import { optionalString, requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { checkSecretHash } from '../secretHash.ts';
import { clientOperation } from './define.ts';
import { confirmationMedium } from './signUp.ts';

export function confirmSignUp(services: Services): AwsOperation {
  return clientOperation(services, (pool, client, input) => {
    const username = requiredString(input, 'Username');
    const user = services.users.find(pool, username);
    checkSecretHash(client, optionalString(input, 'SecretHash'), [username, user?.username]);
    const code = requiredString(input, 'ConfirmationCode');
    if (user === undefined) {
      throw client.preventExistenceErrors
        ? expiredCode('Invalid code provided, please request a code again.')
        : userNotFound();
    }
    if (user.status !== 'UNCONFIRMED') {
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }
    services.codes.limit(pool, user.username, 'ConfirmSignUp', 15);
    services.codes.verify(user, 'sign-up', code);
    const verified = confirmationMedium(pool, user) === 'SMS' ? 'phone_number_verified' : 'email_verified';
    const confirmed = { ...user, status: 'CONFIRMED' as const, attributes: { ...user.attributes, [verified]: 'true' } };
    services.users.checkAliases(pool, confirmed);
    services.users.save(pool, confirmed);
    // InitiateAuth of USER_AUTH takes it to sign in without a further factor.
    return client.flows.includes('ALLOW_USER_AUTH')
      ? { Session: services.challenges.open(signUpSession, client, confirmed) }
      : {};
  });
}
