import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { bearerOperation } from './define.ts';

export function deleteUser(services: Services): AwsOperation {
  return bearerOperation(services, ({ pool, user }) => {
    services.store.deleteUser(pool, user);
    return {};
  });
}
