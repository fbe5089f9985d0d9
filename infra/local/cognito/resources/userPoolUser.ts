import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import { checkAttributes } from '../attributes.ts';
import type { Services } from '../Services.ts';
import { generatePassword } from '../Users.ts';
import { Properties } from './properties.ts';

/** `AWS::Cognito::UserPoolUser`: creates the user once. A temporary password goes to the outbox unless suppressed. */
export function userPoolUser(services: Services): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolUser',
    apply(request) {
      const properties = new Properties(request.properties, 'AWS::Cognito::UserPoolUser');
      properties.ignore('ClientMetadata', 'ForceAliasCreation', 'DesiredDeliveryMediums');
      const pool = services.users.pool(properties.requiredString('UserPoolId'));
      const username = properties.requiredString('Username');
      const suppressed = properties.oneOf('MessageAction', ['RESEND', 'SUPPRESS']) === 'SUPPRESS';
      const attributes: Record<string, string> = {};
      for (const entry of properties.objects('UserAttributes')) {
        attributes[entry.requiredString('Name')] = entry.string('Value') ?? '';
        entry.done();
      }
      properties.done();
      if (services.users.find(pool, username) === undefined) {
        checkAttributes(pool, attributes, undefined, 'administrator');
        const created = services.users.create(
          pool,
          username,
          attributes,
          'FORCE_CHANGE_PASSWORD',
          'User account already exists',
        );
        const password = generatePassword(pool);
        const user = services.users.save(pool, services.users.withPassword(pool, created, password, false));
        const { invitationSms, invitationEmail, invitationEmailSubject } = pool.messages;
        if (!suppressed && user.attributes.email !== undefined) {
          services.codes.deliver(user, 'EMAIL', password, invitationSms, invitationEmailSubject, invitationEmail);
        }
      }
      return { physicalId: username, attributes: {} };
    },
    remove(username, { UserPoolId }) {
      const pool = typeof UserPoolId === 'string' ? services.store.pool(UserPoolId) : undefined;
      const user = pool && services.users.find(pool, username);
      if (pool !== undefined && user !== undefined) services.store.deleteUser(pool, user);
    },
  };
}
