import type { AwsOperation } from '../../platform/AwsApi.ts';
import { withPreferences } from '../mfa.ts';
import { readPreferences } from '../readPreferences.ts';
import type { Services } from '../Services.ts';
import { userOperation } from './define.ts';

export function adminSetUserMFAPreference(services: Services): AwsOperation {
  return userOperation(services, 'AdminSetUserMFAPreference', (pool, user, input) => {
    services.users.save(pool, withPreferences(pool, user, readPreferences(input)));
    return {};
  });
}
