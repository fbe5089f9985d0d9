import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Amplify } from 'aws-amplify';
import { CONNECTION_STATE_CHANGE, ConnectionState, generateClient } from 'aws-amplify/api';
import { confirmSignIn, fetchAuthSession, setUpTOTP, signIn, signOut, verifyTOTPSetup } from 'aws-amplify/auth';
import { Hub, parseAmplifyConfig } from 'aws-amplify/utils';
import type { ActorMessage, ActorRequest, GraphQLFailure } from './ActorMessage.ts';

// One person of the demo, with an unmodified aws-amplify, as in an app.

const directory = process.argv[2] ?? '.local';
const config = parseAmplifyConfig(JSON.parse(readFileSync(join(directory, 'amplify_outputs.json'), 'utf8')));
const { userPoolEndpoint } = JSON.parse(readFileSync(join(directory, 'outputs.json'), 'utf8'));
const cognito = config.Auth?.Cognito;
// amplify_outputs.json has no member for Cognito's endpoint.
if (cognito !== undefined) Object.assign(cognito, { userPoolEndpoint });
Amplify.configure(config);
const client = generateClient();

function tell(message: ActorMessage): void {
  process.send?.(message);
}

async function perform(request: ActorRequest): Promise<unknown> {
  switch (request.kind) {
    case 'signIn': {
      const { nextStep } = await signIn({ username: request.username, password: request.password });
      return nextStep.signInStep === 'DONE' ? subject() : nextStep.signInStep;
    }
    case 'confirmSignIn':
      await confirmSignIn({ challengeResponse: request.code });
      return subject();
    case 'signOut':
      return signOut();
    case 'setUpTotp':
      return (await setUpTOTP()).sharedSecret;
    case 'verifyTotp':
      return verifyTOTPSetup({ code: request.code });
    case 'graphql': {
      const answer = await client.graphql({ query: request.query, variables: { ...request.variables } });
      return 'data' in answer ? answer.data : undefined;
    }
    case 'subscribe':
      return subscribe(request);
  }
}

async function subject(): Promise<string | undefined> {
  return (await fetchAuthSession()).tokens?.accessToken.payload.sub;
}

/** Resolves once AppSync acknowledged the subscription, so that nothing published afterwards is missed. */
function subscribe(request: ActorRequest & { readonly kind: 'subscribe' }): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = Hub.listen('api', ({ payload }) => {
      const state = (payload.data as { connectionState?: ConnectionState } | undefined)?.connectionState;
      const acknowledged = payload.event === 'Subscription ack';
      if (acknowledged || (payload.event === CONNECTION_STATE_CHANGE && state === ConnectionState.Connected)) {
        stop();
        resolve();
      }
    });
    const events = client.graphql({ query: request.query, variables: { ...request.variables } });
    if (!('subscribe' in events)) throw new Error('Amplify took it for a query.');
    events.subscribe({
      next: ({ data }: { readonly data: unknown }) => tell({ kind: 'event', id: request.id, data }),
      error: (error: unknown) => reject(error instanceof Error ? error : new Error(JSON.stringify(failuresOf(error)))),
    });
  });
}

function failuresOf(error: unknown): readonly GraphQLFailure[] {
  const errors = (error as { errors?: unknown } | null)?.errors;
  if (Array.isArray(errors)) {
    return errors.map((entry: Partial<GraphQLFailure>) => ({
      errorType: entry.errorType ?? 'Error',
      message: entry.message ?? 'unknown error',
      errorInfo: entry.errorInfo ?? null,
    }));
  }
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  return [{ errorType: name, message, errorInfo: null }];
}

process.on('message', (request: ActorRequest) => {
  perform(request).then(
    (value) => tell({ kind: 'done', id: request.id, value }),
    (error: unknown) => tell({ kind: 'failed', id: request.id, errors: failuresOf(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
