import {
  CompleteWebAuthnRegistrationCommand,
  StartWebAuthnRegistrationCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { SoftwareAuthenticator } from 'local-cloud/testing/SoftwareAuthenticator';
import { cognitoOf } from './cognito.ts';
import { type GraphQLAnswer, graphql } from './graphql.ts';
import { relyingParty } from './passkeyContext.ts';
import type { HeliographOutputs } from './Runtime.ts';
import { initiateMutation, respondMutation } from './stepUp.ts';

/** Registers a passkey with any access token. The authenticator may choose the `id`. */
export async function registerPasskey(
  outputs: HeliographOutputs,
  AccessToken: string,
  id?: Buffer,
): Promise<SoftwareAuthenticator> {
  const cognito = cognitoOf(outputs);
  const { CredentialCreationOptions } = await cognito.send(new StartWebAuthnRegistrationCommand({ AccessToken }));
  const passkey = new SoftwareAuthenticator(relyingParty);
  if (id !== undefined) passkey.id = id;
  const { challenge } = CredentialCreationOptions as { challenge: string };
  const Credential = passkey.register(challenge);
  await cognito.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential }));
  return passkey;
}

export interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
  readonly userVerification: string;
  readonly allowCredentials: readonly { readonly id: string }[];
}

const initiateForPasskey = initiateMutation.replace('{ challenge', '{ credentialRequestOptions challenge');

/** Initiates a challenge by passkey. Returns what to sign. */
export async function initiateByPasskey(
  outputs: HeliographOutputs,
  token: string,
  challengeId: string,
): Promise<RequestOptions> {
  const { data, errors } = await graphql(outputs, token, initiateForPasskey, { input: { challengeId } });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const { initiateStepUp } = data as { initiateStepUp: { credentialRequestOptions: string } };
  return JSON.parse(initiateStepUp.credentialRequestOptions);
}

/** `credential` is JSON text. */
export function respondByPasskey(
  outputs: HeliographOutputs,
  token: string,
  challengeId: string,
  credential: string,
): Promise<GraphQLAnswer> {
  return graphql(outputs, token, respondMutation, { input: { challengeId, credential } });
}
