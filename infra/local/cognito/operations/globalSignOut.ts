import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { bearerOperation } from './define.ts';

export function globalSignOut(services: Services): AwsOperation {
  return bearerOperation(services, ({ user }) => {
    services.signIn.revokeAll(user);
    return {};
  });
}
