import type { AwsOperation } from '../../platform/AwsApi.ts';
import { invalidParameter } from '../errors.ts';
import { requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { bearerOperation } from './define.ts';

export function verifyUserAttribute(services: Services): AwsOperation {
  return bearerOperation(services, ({ pool, user }, input) => {
    const name = requiredString(input, 'AttributeName');
    const code = requiredString(input, 'Code');
    if (name !== 'email' && name !== 'phone_number') throw invalidParameter('Invalid attribute name provided.');
    services.codes.limit(pool, user.username, 'VerifyUserAttribute', 15);
    services.codes.verify(user, `attribute:${name}`, code);
    const { [name]: pending, ...others } = user.pendingAttributes ?? {};
    const verified = {
      ...user,
      attributes: {
        ...user.attributes,
        ...(pending === undefined ? {} : { [name]: pending }),
        [`${name}_verified`]: 'true',
      },
      pendingAttributes: others,
    };
    services.users.checkAliases(pool, verified);
    services.users.save(pool, verified);
    return {};
  });
}
