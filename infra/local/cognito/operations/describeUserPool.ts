import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { poolOperation, seconds } from './define.ts';

export function describeUserPool(services: Services): AwsOperation {
  return poolOperation(services, 'DescribeUserPool', (pool) => {
    const policy = pool.passwordPolicy;
    return {
      UserPool: {
        Id: pool.id,
        Arn: pool.arn,
        Name: pool.name,
        CreationDate: seconds(pool.created),
        DeletionProtection: pool.deletionProtection === true ? 'ACTIVE' : 'INACTIVE',
        MfaConfiguration: pool.mfa,
        UserPoolTier: pool.tier,
        Policies: {
          PasswordPolicy: {
            MinimumLength: policy.minimumLength,
            RequireLowercase: policy.requireLowercase,
            RequireUppercase: policy.requireUppercase,
            RequireNumbers: policy.requireNumbers,
            RequireSymbols: policy.requireSymbols,
            TemporaryPasswordValidityDays: policy.temporaryValidityDays,
          },
          SignInPolicy: { AllowedFirstAuthFactors: [...pool.firstFactors] },
        },
        UsernameAttributes: [...pool.usernameAttributes],
        AliasAttributes: [...pool.aliasAttributes],
        AutoVerifiedAttributes: [...pool.autoVerified],
        UsernameConfiguration: { CaseSensitive: pool.caseSensitive },
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: pool.adminCreateOnly },
        EstimatedNumberOfUsers: services.store.users(pool.id).length,
      },
    };
  });
}
