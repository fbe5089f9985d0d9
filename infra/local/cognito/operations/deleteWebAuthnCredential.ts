import type { AwsOperation } from '../../platform/AwsApi.ts';
import { resourceNotFound } from '../errors.ts';
import { requiredString } from '../input.ts';
import type { Services } from '../Services.ts';
import { bearerOperation } from './define.ts';

export function deleteWebAuthnCredential(services: Services): AwsOperation {
  return bearerOperation(services, ({ user }, input) => {
    const id = requiredString(input, 'CredentialId');
    if (!services.store.credentialsOf(user).some((credential) => credential.id === id)) {
      throw resourceNotFound('The credential does not exist.');
    }
    services.store.deleteCredential(id);
    return {};
  });
}
