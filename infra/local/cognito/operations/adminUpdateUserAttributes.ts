import type { AwsOperation } from '../../platform/AwsApi.ts';
import { attributeList } from '../input.ts';
import type { Services } from '../Services.ts';
import { updateAttributes } from '../updateAttributes.ts';
import { userOperation } from './define.ts';

export function adminUpdateUserAttributes(services: Services): AwsOperation {
  return userOperation(services, 'AdminUpdateUserAttributes', (pool, user, input) => {
    updateAttributes(services, pool, user, attributeList(input, 'UserAttributes'), 'administrator');
    return {};
  });
}
