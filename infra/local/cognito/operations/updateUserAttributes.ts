import type { AwsOperation } from '../../platform/AwsApi.ts';
import { attributeList } from '../input.ts';
import type { Services } from '../Services.ts';
import { updateAttributes } from '../updateAttributes.ts';
import { bearerOperation } from './define.ts';

export function updateUserAttributes(services: Services): AwsOperation {
  return bearerOperation(services, ({ pool, client, user }, input) => {
    const deliveries = updateAttributes(services, pool, user, attributeList(input, 'UserAttributes'), client);
    return { CodeDeliveryDetailsList: deliveries.map((delivery) => ({ ...delivery })) };
  });
}
