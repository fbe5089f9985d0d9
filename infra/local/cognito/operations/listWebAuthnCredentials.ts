import type { AwsOperation } from '../../platform/AwsApi.ts';
import { page } from '../page.ts';
import type { Services } from '../Services.ts';
import { bearerOperation, seconds } from './define.ts';

export function listWebAuthnCredentials(services: Services): AwsOperation {
  return bearerOperation(services, ({ user }, input) => {
    const { entries, next } = page(services.store.credentialsOf(user), input, 'NextToken', 20, 'MaxResults');
    return {
      ...(next === undefined ? {} : { NextToken: next }),
      Credentials: entries.map((credential) => ({
        CredentialId: credential.id,
        FriendlyCredentialName: credential.name,
        RelyingPartyId: credential.relyingPartyId,
        AuthenticatorAttachment: credential.attachment,
        AuthenticatorTransports: credential.transports,
        CreatedAt: seconds(credential.created),
      })),
    };
  });
}
