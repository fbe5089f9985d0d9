import type { AwsOperation } from '../../platform/AwsApi.ts';
import { masked } from '../Codes.ts';
import { invalidParameter, notAuthorized, userNotFound } from '../errors.ts';
import { optionalString, requiredString } from '../input.ts';
import { recoveryMedium } from '../recovery.ts';
import type { Services } from '../Services.ts';
import { checkSecretHash } from '../secretHash.ts';
import { withCustomMessage } from '../triggers.ts';
import { clientOperation } from './define.ts';

export function forgotPassword(services: Services): AwsOperation {
  return clientOperation(services, async (pool, client, input) => {
    const username = requiredString(input, 'Username');
    const user = services.users.find(pool, username);
    checkSecretHash(client, optionalString(input, 'SecretHash'), [username, user?.username]);
    services.codes.limit(pool, user?.username ?? username, 'ForgotPassword', 5);
    if (user === undefined) {
      if (!client.preventExistenceErrors) throw userNotFound();
      const Destination = masked('EMAIL', username.includes('@') ? username : `${username}@example.com`);
      return { CodeDeliveryDetails: { Destination, DeliveryMedium: 'EMAIL', AttributeName: 'email' } };
    }
    if (!user.enabled) throw notAuthorized('User is disabled.');
    if (user.status === 'FORCE_CHANGE_PASSWORD') {
      throw notAuthorized('User password cannot be reset in the current state.');
    }
    const medium = recoveryMedium(pool, user);
    if (medium === undefined) {
      throw invalidParameter(
        'Cannot reset password for the user as there is no registered/verified email or phone_number',
      );
    }
    const source = 'CustomMessage_ForgotPassword';
    const customized = await withCustomMessage(services.platform, pool, user, source, client);
    return { CodeDeliveryDetails: { ...services.codes.send(customized, user, 'forgot-password', medium) } };
  });
}
