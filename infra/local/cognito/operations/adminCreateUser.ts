import type { AwsOperation } from '../../platform/AwsApi.ts';
import { checkAttributes, checkRequired } from '../attributes.ts';
import { failed, invalidParameter } from '../errors.ts';
import { attributeList, optionalBoolean, optionalString, requiredString, stringList } from '../input.ts';
import type { Pool, User } from '../model.ts';
import type { Services } from '../Services.ts';
import { generatePassword } from '../Users.ts';
import { userView } from '../userView.ts';
import { poolOperation } from './define.ts';

export function adminCreateUser(services: Services): AwsOperation {
  return poolOperation(services, 'AdminCreateUser', (pool, input) => {
    const username = requiredString(input, 'Username');
    const attributes = attributeList(input, 'UserAttributes');
    const action = optionalString(input, 'MessageAction');
    const media = stringList(input, 'DesiredDeliveryMediums') ?? ['SMS'];
    checkAttributes(pool, attributes, undefined, 'administrator');
    if (action === 'RESEND') {
      const known = services.users.get(pool, username);
      if (known.status !== 'FORCE_CHANGE_PASSWORD') {
        throw failed(
          'UnsupportedUserStateException',
          'Resend not possible. User is not in FORCE_CHANGE_PASSWORD state.',
        );
      }
      return { User: userView(invite(services, pool, known, optionalString(input, 'TemporaryPassword'), media)) };
    }
    if (action !== undefined && action !== 'SUPPRESS') {
      throw invalidParameter(`Invalid MessageAction: ${action.slice(0, 32)}`);
    }
    const created = services.users.create(
      pool,
      username,
      attributes,
      'FORCE_CHANGE_PASSWORD',
      'User account already exists',
    );
    checkRequired(pool, created.attributes);
    if (optionalBoolean(input, 'ForceAliasCreation') !== true) services.users.checkAliases(pool, created);
    const temporary = optionalString(input, 'TemporaryPassword');
    if (action !== 'SUPPRESS') return { User: userView(invite(services, pool, created, temporary, media)) };
    const user = services.users.withPassword(pool, created, temporary ?? generatePassword(pool), false);
    return { User: userView(services.users.save(pool, user)) };
  });
}

/** Sets a temporary password and sends it to the addresses asked for. */
function invite(services: Services, pool: Pool, user: User, given: string | undefined, media: readonly string[]): User {
  const password = given ?? generatePassword(pool);
  const saved = services.users.save(pool, services.users.withPassword(pool, user, password, false));
  const { invitationSms, invitationEmail, invitationEmailSubject } = pool.messages;
  if (media.includes('EMAIL') && user.attributes.email !== undefined) {
    services.codes.deliver(saved, 'EMAIL', password, invitationSms, invitationEmailSubject, invitationEmail);
  }
  if (media.includes('SMS') && user.attributes.phone_number !== undefined) {
    services.codes.deliver(saved, 'SMS', password, invitationSms, invitationEmailSubject, invitationEmail);
  }
  return saved;
}
