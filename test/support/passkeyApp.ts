import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { associateWebAuthnCredential, fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { amplifyTransport } from '../../client/amplify.ts';
import { HeliographError, PublishDocument, signWithPasskey, withStepUp } from '../../client/index.ts';
import type { HeliographOutputs } from './Runtime.ts';

// A web app with Amplify and the client, bundled for a browser. Tests call it through `globalThis.app`.

export type AppSettings = Pick<
  HeliographOutputs,
  'graphqlEndpoint' | 'region' | 'userPoolClientId' | 'userPoolEndpoint' | 'userPoolId'
>;

export const app = {
  configure({ graphqlEndpoint, region, userPoolClientId, userPoolEndpoint, userPoolId }: AppSettings): void {
    Amplify.configure({
      API: { GraphQL: { endpoint: graphqlEndpoint, region, defaultAuthMode: 'userPool' } },
      Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } },
    });
  },

  /** Signs in and returns `auth_time`. */
  async signIn(user: { readonly username: string; readonly password: string }): Promise<number> {
    await signOut();
    const { nextStep } = await signIn(user);
    if (nextStep.signInStep !== 'DONE') throw new Error(nextStep.signInStep);
    return Number((await fetchAuthSession()).tokens?.accessToken.payload.auth_time);
  },

  registerPasskey: () => associateWebAuthnCredential(),

  /** Publishes with the proof that is asked for. Returns the message's id, or the error's type. */
  async publish(userId: string, idempotencyKey: string): Promise<string> {
    const askForCode = () => Promise.reject(new Error('A code was asked for.'));
    const heliograph = withStepUp(amplifyTransport(generateClient()), { askForCode, signWithPasskey });
    const input = { idempotencyKey, audience: { userIds: [userId] }, content: { title: 'Signed by a passkey' } };
    try {
      return (await heliograph.request(PublishDocument, { input })).publish.message.id;
    } catch (error) {
      if (error instanceof HeliographError) return `${error.errorType}`;
      throw error;
    }
  },
};

Object.assign(globalThis, { app });
