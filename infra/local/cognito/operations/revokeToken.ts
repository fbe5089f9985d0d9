import type { AwsOperation } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import { optionalString, requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { clientOperation } from './define.ts';

export function revokeToken(services: Services): AwsOperation {
  return clientOperation(services, (_pool, client, input) => {
    const token = requiredString(input, 'Token');
    if (client.secret !== undefined && optionalString(input, 'ClientSecret') !== client.secret) {
      throw new AwsError('UnauthorizedException', 'Client is not authorized to revoke this token.');
    }
    if (!client.revocation) {
      throw new AwsError('UnsupportedOperationException', 'Token revocation is not enabled for this client.');
    }
    if (token.split('.').length === 3) {
      throw new AwsError('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.');
    }
    const known = services.store.refreshToken(token);
    const entry = known && services.store.authentication(known.authenticationId);
    // A token that is invalid already is no error: RFC 7009 section 2.2.
    if (entry !== undefined) {
      if (entry.clientId !== client.id) {
        throw new AwsError('UnauthorizedException', 'Client is not authorized to revoke this token.');
      }
      services.store.saveAuthentication({ ...entry, revoked: true });
    }
    return {};
  });
}
