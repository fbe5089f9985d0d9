import type { AwsOperation } from '../../platform/AwsApi.ts';
import { optionalString, requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { passwordMatches } from '../srp.ts';
import { poolName } from '../Users.ts';
import { bearerOperation } from './define.ts';

export function changePassword(services: Services): AwsOperation {
  return bearerOperation(services, ({ pool, user }, input) => {
    const proposed = requiredString(input, 'ProposedPassword');
    const previous = optionalString(input, 'PreviousPassword');
    services.codes.limit(pool, user.username, 'ChangePassword', 5);
    const subject = { pool, username: user.username };
    if (user.password !== undefined) {
      services.users.checkLock(subject);
      if (previous === undefined || !passwordMatches(poolName(pool), user.username, previous, user.password)) {
        return services.users.refusePassword(subject);
      }
    }
    services.users.save(pool, services.users.withPassword(pool, user, proposed, true));
    return {};
  });
}
