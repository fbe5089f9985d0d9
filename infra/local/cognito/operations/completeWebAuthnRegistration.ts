import type { AwsOperation } from '../../platform/AwsApi.ts';
import { invalidParameter } from '../errors.ts';
import { optionalObject } from '../input.ts';
import type { Services } from '../Services.ts';
import { completeRegistration } from '../webauthn/registration.ts';
import { bearerOperation } from './define.ts';

export function completeWebAuthnRegistration(services: Services): AwsOperation {
  return bearerOperation(services, (bearer, input) => {
    const credential = optionalObject(input, 'Credential');
    if (credential === undefined) throw invalidParameter('Missing required parameter Credential');
    completeRegistration(services, bearer, credential);
    return {};
  });
}
