import type { AwsOperation } from '../../platform/AwsApi.ts';
import { invalidParameter } from '../errors.ts';
import { requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { withCustomMessage } from '../triggers.ts';
import { bearerOperation } from './define.ts';

export function getUserAttributeVerificationCode(services: Services): AwsOperation {
  return bearerOperation(services, async ({ pool, client, user }, input) => {
    const name = requiredString(input, 'AttributeName');
    if (name !== 'email' && name !== 'phone_number') throw invalidParameter('Invalid attribute name provided.');
    const address = user.pendingAttributes?.[name] ?? user.attributes[name];
    if (address === undefined) throw invalidParameter(`User does not have the attribute ${name} to verify.`);
    services.codes.limit(pool, user.username, 'GetUserAttributeVerificationCode', 5);
    const medium = name === 'email' ? 'EMAIL' : 'SMS';
    const source = 'CustomMessage_VerifyUserAttribute';
    const customized = await withCustomMessage(services.platform, pool, user, source, client);
    return { CodeDeliveryDetails: { ...services.codes.send(customized, user, `attribute:${name}`, medium, address) } };
  });
}
