import type { AwsOperation } from '../../platform/AwsApi.ts';
import { optionalBoolean, requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminSetUserPassword(services: Services): AwsOperation {
  return userOperation(services, 'AdminSetUserPassword', (pool, user, input) => {
    const permanent = optionalBoolean(input, 'Permanent') ?? false;
    services.users.save(pool, services.users.withPassword(pool, user, requiredString(input, 'Password'), permanent));
    services.users.forgetFailures({ pool, username: user.username });
    return {};
  });
}
