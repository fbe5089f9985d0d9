import type { AwsOperation } from '../../platform/AwsApi.ts';
import { withPreferences } from '../mfa.ts';
import { readPreferences } from '../readPreferences.ts';
import type { Services } from '../Services.ts';
import { bearerOperation } from './define.ts';

export function setUserMFAPreference(services: Services): AwsOperation {
  return bearerOperation(services, ({ pool, user }, input) => {
    services.users.save(pool, withPreferences(pool, user, readPreferences(input)));
    return {};
  });
}
