import type { AwsOperation } from '../../platform/AwsApi.ts';
import { assertUnprotected } from '../assertUnprotected.ts';
import type { Services } from '../Services.ts';
import { poolOperation } from './define.ts';

export function deleteUserPool(services: Services): AwsOperation {
  return poolOperation(services, 'DeleteUserPool', (pool) => {
    assertUnprotected(pool);
    services.store.deletePool(pool.id);
    return {};
  });
}
