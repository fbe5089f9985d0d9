import type { AwsOperation } from '../../platform/AwsApi.ts';
import { resourceNotFound } from '../errors.ts';
import { initiate } from '../flows/initiate.ts';
import { requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { poolOperation } from './define.ts';

export function adminInitiateAuth(services: Services): AwsOperation {
  return poolOperation(services, 'AdminInitiateAuth', (pool, input) => {
    const id = requiredString(input, 'ClientId');
    const { client } = services.users.client(id);
    if (client.poolId !== pool.id) throw resourceNotFound(`User pool client ${id} does not exist.`);
    return initiate(services, pool, client, input, true);
  });
}
