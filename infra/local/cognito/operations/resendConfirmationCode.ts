import type { AwsOperation } from '../../platform/AwsApi.ts';
import { masked } from '../Codes.ts';
import { invalidParameter, userNotFound } from '../errors.ts';
import { optionalString, requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { checkSecretHash } from '../secretHash.ts';
import { clientOperation } from './define.ts';
import { confirmationMedium } from './signUp.ts';

export function resendConfirmationCode(services: Services): AwsOperation {
  return clientOperation(services, (pool, client, input) => {
    const username = requiredString(input, 'Username');
    const user = services.users.find(pool, username);
    checkSecretHash(client, optionalString(input, 'SecretHash'), [username, user?.username]);
    services.codes.limit(pool, user?.username ?? username, 'ResendConfirmationCode', 5);
    if (user === undefined) {
      if (!client.preventExistenceErrors) throw userNotFound();
      const Destination = masked('EMAIL', username.includes('@') ? username : `${username}@example.com`);
      return { CodeDeliveryDetails: { Destination, DeliveryMedium: 'EMAIL', AttributeName: 'email' } };
    }
    if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
    const medium = confirmationMedium(pool, user);
    if (medium === undefined) throw invalidParameter('Cannot resend codes. Auto verification not turned on.');
    return { CodeDeliveryDetails: { ...services.codes.send(pool, user, 'sign-up', medium) } };
  });
}
