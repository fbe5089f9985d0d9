import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { bearerOperation, seconds } from './define.ts';

export function listWebAuthnCredentials(services: Services): AwsOperation {
  return bearerOperation(services, ({ user }) => {
    return {
      Credentials: services.store.credentialsOf(user).map((credential) => ({
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
