import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { HeliographOutputs } from './Runtime.ts';

const clients = new WeakMap<HeliographOutputs, CognitoIdentityProviderClient>();

/** AWS's own client of the pool, with the account's root key. */
export function cognitoOf(outputs: HeliographOutputs): CognitoIdentityProviderClient {
  const known = clients.get(outputs);
  if (known !== undefined) return known;
  const { awsEndpoint: endpoint, region, root: credentials } = outputs;
  const client = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  clients.set(outputs, client);
  return client;
}
