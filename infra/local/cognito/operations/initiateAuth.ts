import type { AwsOperation } from '../../platform/AwsApi.ts';
import { initiate } from '../flows/initiate.ts';
import type { Services } from '../Services.ts';
import { clientOperation } from './define.ts';

export function initiateAuth(services: Services): AwsOperation {
  return clientOperation(services, (pool, client, input) => initiate(services, pool, client, input, false));
}
