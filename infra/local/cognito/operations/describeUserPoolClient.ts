import type { AwsOperation } from '../../platform/AwsApi.ts';
import { resourceNotFound } from '../errors.ts';
import { requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { poolOperation, seconds } from './define.ts';

export function describeUserPoolClient(services: Services): AwsOperation {
  return poolOperation(services, 'DescribeUserPoolClient', (pool, input) => {
    const id = requiredString(input, 'ClientId');
    const client = services.store.client(id);
    if (client === undefined || client.poolId !== pool.id) {
      throw resourceNotFound(`User pool client ${id} does not exist.`);
    }
    return {
      UserPoolClient: {
        UserPoolId: pool.id,
        ClientId: client.id,
        ClientName: client.name,
        ...(client.secret === undefined ? {} : { ClientSecret: client.secret }),
        CreationDate: seconds(client.created),
        ExplicitAuthFlows: [...client.flows],
        AccessTokenValidity: client.accessTokenLife,
        IdTokenValidity: client.idTokenLife,
        RefreshTokenValidity: client.refreshTokenLife,
        TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'seconds' },
        AuthSessionValidity: Math.round(client.sessionLife / 60),
        EnableTokenRevocation: client.revocation,
        PreventUserExistenceErrors: client.preventExistenceErrors ? 'ENABLED' : 'LEGACY',
      },
    };
  });
}
