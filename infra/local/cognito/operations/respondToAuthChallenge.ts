import type { AwsOperation } from '../../platform/AwsApi.ts';
import { respond } from '../flows/respond.ts';
import type { Services } from '../Services.ts';
import { clientOperation } from './define.ts';

export function respondToAuthChallenge(services: Services): AwsOperation {
  return clientOperation(services, (pool, client, input) => respond(services, pool, client, input));
}
