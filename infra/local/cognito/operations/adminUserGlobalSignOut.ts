import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminUserGlobalSignOut(services: Services): AwsOperation {
  return userOperation(services, 'AdminUserGlobalSignOut', (_pool, user) => {
    services.signIn.revokeAll(user);
    return {};
  });
}
