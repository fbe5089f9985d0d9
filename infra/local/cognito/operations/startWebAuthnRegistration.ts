import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { startRegistration } from '../webauthn/registration.ts';
import { bearerOperation } from './define.ts';

export function startWebAuthnRegistration(services: Services): AwsOperation {
  return bearerOperation(services, (bearer) => {
    return { CredentialCreationOptions: startRegistration(services, bearer) };
  });
}
