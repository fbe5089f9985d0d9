import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { bearerOperation } from './define.ts';
import { mfaSettings } from './getUser.ts';

export function getUserAuthFactors(services: Services): AwsOperation {
  return bearerOperation(services, ({ pool, user }) => {
    const has = {
      PASSWORD: user.password !== undefined,
      EMAIL_OTP: user.attributes.email !== undefined,
      SMS_OTP: user.attributes.phone_number !== undefined,
      WEB_AUTHN: services.store.credentialsOf(user).length > 0,
    };
    return {
      Username: user.username,
      ...mfaSettings(user),
      ConfiguredUserAuthFactors: pool.firstFactors.filter((factor) => has[factor]),
    };
  });
}
