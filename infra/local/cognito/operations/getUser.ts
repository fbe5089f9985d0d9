import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { attributeEntries } from '../attributes.ts';
import type { User } from '../model.ts';
import type { Services } from '../Services.ts';
import { bearerOperation } from './define.ts';

export function getUser(services: Services): AwsOperation {
  return bearerOperation(services, ({ client, user }) => {
    return {
      Username: user.username,
      UserAttributes: attributeEntries(user, client).map((entry) => ({ ...entry })),
      ...mfaSettings(user),
    };
  });
}

/** Returns `UserMFASettingList` and `PreferredMfaSetting`, which are absent where nothing is set. */
export function mfaSettings({ mfa }: User): JsonObject {
  return {
    ...(mfa.enabled.length > 0 ? { UserMFASettingList: [...mfa.enabled] } : {}),
    ...(mfa.preferred === undefined ? {} : { PreferredMfaSetting: mfa.preferred }),
  };
}
