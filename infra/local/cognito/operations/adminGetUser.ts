import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { userView } from '../userView.ts';
import { userOperation } from './define.ts';
import { mfaSettings } from './getUser.ts';

export function adminGetUser(services: Services): AwsOperation {
  return userOperation(services, 'AdminGetUser', (_pool, user) => {
    const { Attributes, ...view } = userView(user);
    return { ...view, UserAttributes: Attributes, ...mfaSettings(user) };
  });
}
