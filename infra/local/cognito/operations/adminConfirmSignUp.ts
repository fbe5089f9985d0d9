import type { AwsOperation } from '../../platform/AwsApi.ts';
import { notAuthorized } from '../errors.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminConfirmSignUp(services: Services): AwsOperation {
  return userOperation(services, 'AdminConfirmSignUp', (pool, user) => {
    if (user.status !== 'UNCONFIRMED') {
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }
    services.users.save(pool, { ...user, status: 'CONFIRMED' });
    return {};
  });
}
