import type { AwsOperation } from '../../platform/AwsApi.ts';
import { expiredCode, userNotFound } from '../errors.ts';
import { optionalString, requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { checkSecretHash } from '../secretHash.ts';
import { checkPassword } from '../Users.ts';
import { clientOperation } from './define.ts';

export function confirmForgotPassword(services: Services): AwsOperation {
  return clientOperation(services, (pool, client, input) => {
    const username = requiredString(input, 'Username');
    const code = requiredString(input, 'ConfirmationCode');
    const password = requiredString(input, 'Password');
    const user = services.users.find(pool, username);
    checkSecretHash(client, optionalString(input, 'SecretHash'), [username, user?.username]);
    services.codes.limit(pool, user?.username ?? username, 'ConfirmForgotPassword', 15);
    if (user === undefined) {
      throw client.preventExistenceErrors
        ? expiredCode('Invalid code provided, please request a code again.')
        : userNotFound();
    }
    checkPassword(pool, password);
    services.codes.verify(user, 'forgot-password', code);
    const status = user.status === 'UNCONFIRMED' ? 'UNCONFIRMED' : 'CONFIRMED';
    services.users.save(pool, { ...services.users.withPassword(pool, user, password, true), status });
    services.users.forgetFailures({ pool, username: user.username });
    return {};
  });
}
