import type { AwsOperation } from '../../platform/AwsApi.ts';
import { notAuthorized } from '../errors.ts';
import { optionalString, requiredString, stringMap } from '../input.ts';
import type { Services } from '../Services.ts';
import { clientOperation } from './define.ts';

export function getTokensFromRefreshToken(services: Services): AwsOperation {
  return clientOperation(services, async (pool, client, input) => {
    if (client.secret !== undefined && optionalString(input, 'ClientSecret') !== client.secret) {
      throw notAuthorized(`Client ${client.id} is configured for secret but the right secret was not received`);
    }
    const metadata = stringMap(input, 'ClientMetadata');
    const { AuthenticationResult } = await services.signIn.refresh(
      pool,
      client,
      requiredString(input, 'RefreshToken'),
      metadata,
    );
    return { AuthenticationResult };
  });
}
