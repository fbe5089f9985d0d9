import type { AwsOperation } from '../../platform/AwsApi.ts';
import { transaction } from '../../platform/transaction.ts';
import { entryMap, optionalString, requiredString, stringMap } from '../input.ts';
import { decodePageToken, PAGE_SIZE, page } from '../pageToken.ts';
import { accountPermissions, platformPermissions } from '../platformPermissions.ts';
import type { SnsState } from '../SnsState.ts';

export function platformApplicationOperations(sns: SnsState): Readonly<Record<string, AwsOperation>> {
  const { applications, platform } = sns;
  return {
    CreatePlatformApplication: {
      permissions: () => accountPermissions('sns:CreatePlatformApplication', platform),
      run(input) {
        const attributes = stringMap(input, 'Attributes');
        const name = requiredString(input, 'Name');
        const arn = transaction(sns.database, () =>
          applications.create(requiredString(input, 'Platform'), name, attributes),
        );
        return { PlatformApplicationArn: arn };
      },
    },
    GetPlatformApplicationAttributes: {
      permissions: platformPermissions('sns:GetPlatformApplicationAttributes', 'PlatformApplicationArn'),
      run: (input) => ({
        Attributes: entryMap(applications.get(requiredString(input, 'PlatformApplicationArn')).attributes),
      }),
    },
    SetPlatformApplicationAttributes: {
      permissions: platformPermissions('sns:SetPlatformApplicationAttributes', 'PlatformApplicationArn'),
      run(input) {
        const arn = requiredString(input, 'PlatformApplicationArn');
        transaction(sns.database, () => applications.setAttributes(arn, stringMap(input, 'Attributes')));
        return {};
      },
    },
    ListPlatformApplications: {
      permissions: () => accountPermissions('sns:ListPlatformApplications', platform),
      run(input) {
        const after = decodePageToken(optionalString(input, 'NextToken'));
        const { items, more } = page(applications.list(after, PAGE_SIZE + 1), ({ arn }) => arn);
        return {
          PlatformApplications: items.map(({ arn, attributes }) => ({
            PlatformApplicationArn: arn,
            Attributes: entryMap(attributes),
          })),
          ...more,
        };
      },
    },
    DeletePlatformApplication: {
      permissions: platformPermissions('sns:DeletePlatformApplication', 'PlatformApplicationArn'),
      run(input) {
        transaction(sns.database, () => applications.delete(requiredString(input, 'PlatformApplicationArn')));
        return {};
      },
    },
  };
}
