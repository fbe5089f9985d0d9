import type { AwsOperation } from '../../platform/AwsApi.ts';
import { invalidParameter } from '../errors.ts';
import { recoveryMedium } from '../recovery.ts';
import type { Services } from '../Services.ts';
import { withCustomMessage } from '../triggers.ts';
import { userOperation } from './define.ts';

export function adminResetUserPassword(services: Services): AwsOperation {
  return userOperation(services, 'AdminResetUserPassword', async (pool, user) => {
    const medium = recoveryMedium(pool, user);
    if (medium === undefined) {
      throw invalidParameter(
        'Cannot reset password for the user as there is no registered/verified email or phone_number',
      );
    }
    services.codes.send(
      await withCustomMessage(services.platform, pool, user, 'CustomMessage_ForgotPassword'),
      services.users.save(pool, { ...user, status: 'RESET_REQUIRED' }),
      'forgot-password',
      medium,
    );
    return {};
  });
}
