import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminDisableUser(services: Services): AwsOperation {
  return userOperation(services, 'AdminDisableUser', (pool, user) => {
    services.users.save(pool, { ...user, enabled: false });
    // Disabling revokes the user's tokens.
    services.signIn.revokeAll(user);
    return {};
  });
}
