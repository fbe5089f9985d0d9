import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminEnableUser(services: Services): AwsOperation {
  return userOperation(services, 'AdminEnableUser', (pool, user) => {
    services.users.save(pool, { ...user, enabled: true });
    return {};
  });
}
