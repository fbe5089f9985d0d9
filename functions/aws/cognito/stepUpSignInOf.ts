import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { StepUpSignIn } from '../../stepUp/StepUpSignIn.ts';
import { environmentIfSet } from '../environment.ts';
import { CognitoStepUpSignIn } from './CognitoStepUpSignIn.ts';

/** By the app client that the stack made for step-up; null where it made none (infra/aws/identity/clients.ts). */
export function stepUpSignInOf(client: CognitoIdentityProviderClient, userPoolId: string): StepUpSignIn | null {
  const clientId = environmentIfSet('STEP_UP_CLIENT_ID');
  return clientId === undefined ? null : new CognitoStepUpSignIn(client, userPoolId, clientId);
}
