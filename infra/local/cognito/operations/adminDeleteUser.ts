import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminDeleteUser(services: Services): AwsOperation {
  return userOperation(services, 'AdminDeleteUser', (pool, user) => {
    services.store.deleteUser(pool, user);
    return {};
  });
}
