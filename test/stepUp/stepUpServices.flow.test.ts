import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { claimsOf } from 'local-cloud/testing/users';
import { expect } from 'vitest';
import { guarded } from '../../examples/guardYourEndpoint.ts';
import { graphql, type Identity } from '../support/graphql.ts';
import { outboxOf } from '../support/observe.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test } from '../support/sharedRuntime.ts';
import { challengeIdOf, challengeOf, errorOf, initiate, lastCode, proveBy, respond } from '../support/stepUp.ts';
import { newUser } from '../support/users.ts';

const requireMutation = 'mutation ($input: RequireStepUpInput!) { requireStepUp(input: $input) { operation } }';
const consumeMutation =
  'mutation ($input: RequireStepUpInput!) { consumeStepUpGrant(input: $input) { operation challengeId } }';

let outputs: HeliographOutputs;

test.beforeAll(({ runtime }) => {
  ({ outputs } = runtime);
});

/** Creates a user. Returns what a service knows of their token. */
async function userOfService() {
  const user = await newUser(outputs);
  return { ...user, subject: { sub: user.sub, jti: `${claimsOf(user.accessToken).jti}` } };
}

test('what a user proves for a service is for these arguments', async () => {
  const { accessToken, phone, subject } = await userOfService();
  const ask = (mutation: string, text = 'to=bob&amount=5', summary = 'Pay 5 to Bob') =>
    graphql(outputs, outputs.service, mutation, {
      input: { operation: 'billing:transfer', arguments: text, summary, user: subject },
    });

  const challengeId = challengeIdOf(await ask(requireMutation));
  expect(errorOf(await ask(consumeMutation)).errorInfo).toMatchObject({ challengeId, operation: 'billing:transfer' });
  expect(await challengeOf(outputs, accessToken, challengeId)).toMatchObject({ summary: 'Pay 5 to Bob' });
  await proveBy(outputs, accessToken, challengeId, phone);
  const [message] = await outboxOf(outputs, { token: phone });
  expect(message?.body).toMatch(/^\d{6} confirms: Pay 5 to Bob$/);

  expect(errorOf(await ask(requireMutation, 'to=eve&amount=5')).errorType).toBe('StepUpRequired');
});

test('what a user proves for a service is what they were told', async () => {
  const { accessToken, phone, subject } = await userOfService();
  const ask = (summary: string) => {
    const input = { operation: 'billing:transfer', arguments: 'a', summary, user: subject };
    return graphql(outputs, outputs.service, consumeMutation, { input });
  };
  await proveBy(outputs, accessToken, challengeIdOf(await ask('Pay 5 to Bob')), phone);
  expect(errorOf(await ask('Pay 500 to Eve')).errorType).toBe('StepUpRequired');
  expect(errorOf(await ask('Pay\n5')).errorInfo).toMatchObject({ field: 'input.summary' });
});

test('a proof is of the service that asked for it, even for an operation of the same name', async () => {
  const { accessToken, phone, subject } = await userOfService();
  const input = { operation: 'billing:transfer', arguments: 'a', summary: 'Pay 5', user: subject };
  const ask = (identity: Identity) => graphql(outputs, identity, consumeMutation, { input });
  const challengeId = challengeIdOf(await ask(outputs.service));
  const other = challengeIdOf(await ask(outputs.root));
  expect(other).not.toBe(challengeId);
  await proveBy(outputs, accessToken, challengeId, phone);
  expect(challengeIdOf(await ask(outputs.root))).toBe(other);
  expect((await ask(outputs.service)).errors).toEqual([]);
});

test('a proof is spent by one of two services that are at it at once', async () => {
  const { accessToken, phone, subject } = await userOfService();
  const input = { operation: 'billing:transfer', arguments: 'a', summary: 'Pay 5', user: subject };
  const ask = (mutation: string) => graphql(outputs, outputs.service, mutation, { input });
  const challengeId = challengeIdOf(await ask(requireMutation));
  await proveBy(outputs, accessToken, challengeId, phone);
  // Asking does not spend.
  expect((await ask(requireMutation)).errors).toEqual([]);
  const answers = await Promise.all([ask(consumeMutation), ask(consumeMutation), ask(consumeMutation)]);
  const spent = answers.filter(({ errors }) => errors.length === 0);
  expect(spent.map(({ data }) => data)).toEqual([
    { consumeStepUpGrant: { operation: 'billing:transfer', challengeId } },
  ]);
  for (const { errors } of answers) {
    if (errors[0]) expect(['StepUpGrantSpent', 'StepUpRequired', 'Unavailable']).toContain(errors[0].errorType);
  }
  expect(errorOf(await ask(consumeMutation)).errorType).toBe('StepUpRequired');
});

test('the challenge is the user’s alone, even where a service names the wrong one', async () => {
  const victim = await userOfService();
  const thief = await userOfService();
  const input = {
    operation: 'billing:transfer',
    arguments: 'a',
    summary: 'Pay 5',
    user: { sub: victim.subject.sub, jti: thief.subject.jti },
  };
  const ask = (user: object) => graphql(outputs, outputs.service, requireMutation, { input: { ...input, user } });
  const challengeId = challengeIdOf(await ask(input.user));
  for (const { accessToken } of [thief, victim]) {
    expect(errorOf(await initiate(outputs, accessToken, challengeId)).errorType).toBe('NotFound');
    expect(errorOf(await respond(outputs, accessToken, challengeId, '123456')).errorType).toBe('NotFound');
  }
  // Nor does it keep the token's own user from a proof, whichever is asked first.
  const own = challengeIdOf(await ask(thief.subject));
  expect(challengeIdOf(await ask(input.user))).toBe(challengeId);
  await proveBy(outputs, thief.accessToken, own, thief.phone);
  expect((await ask(thief.subject)).errors).toEqual([]);
});

test('users cannot ask, and services cannot ask for this API’s own operations', async () => {
  const { accessToken, subject } = await userOfService();
  const input = { operation: 'billing:transfer', arguments: 'a', summary: 'Pay 5', user: subject };
  for (const mutation of [requireMutation, consumeMutation]) {
    const answer = await graphql(outputs, accessToken, mutation, { input });
    expect(answer.data).toBeNull();
    expect(errorOf(answer).errorType).toBe('Unauthorized');
    for (const operation of ['Mutation.publish', 'Mutation.putStepUpSetting', '', ':', 'a:', 'A:b', 'a:b c']) {
      const refused = await graphql(outputs, outputs.service, mutation, { input: { ...input, operation } });
      expect(errorOf(refused)).toMatchObject({ errorType: 'InvalidInput', errorInfo: { field: 'input.operation' } });
    }
  }
});

test('the example guards an endpoint of somebody else’s', async () => {
  const { accessToken, phone } = await userOfService();
  const verifier = CognitoJwtVerifier.create({
    userPoolId: outputs.userPoolId,
    clientId: outputs.userPoolClientId,
    tokenUse: 'access',
  });
  const jwks = await fetch(`${outputs.userPoolEndpoint}/${outputs.userPoolId}/.well-known/jwks.json`);
  verifier.cacheJwks((await jwks.json()) as Parameters<typeof verifier.cacheJwks>[0]);
  const transfer = guarded(
    {
      ask: async (query, variables) => {
        const { errors } = await graphql(outputs, outputs.service, query, variables);
        return { errors: errors.map(({ errorType = '', errorInfo }) => ({ errorType, errorInfo })) };
      },
      verify: (token) => verifier.verify(token),
    },
    { operation: 'bank:transfer', summarize: ({ url }, body) => `Pay ${body} by ${url}` },
    (_request, response, body) => response.end(`sent ${body}`),
  );
  const server = createServer((request, response) => void transfer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const call = (path: string, body = '5', token = accessToken) =>
      fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers: { authorization: token } });

    expect((await call('/transfers?to=bob', '5', 'nonsense')).status).toBe(401);
    const refused = await call('/transfers?to=bob');
    expect(refused.status).toBe(401);
    const { errorInfo } = (await refused.json()) as { errorInfo: { challengeId: string } };
    await initiate(outputs, accessToken, errorInfo.challengeId);
    await respond(outputs, accessToken, errorInfo.challengeId, await lastCode(outputs, phone));
    expect(await challengeOf(outputs, accessToken, errorInfo.challengeId)).toMatchObject({
      summary: 'Pay 5 by /transfers?to=bob',
    });
    const passed = await call('/transfers?to=bob');
    expect([passed.status, await passed.text()]).toEqual([200, 'sent 5']);
    expect((await call('/transfers?to=bob')).status).toBe(401);
    expect((await call('/transfers?to=bob', 'x'.repeat(1_048_577))).status).toBe(413);
  } finally {
    server.close();
  }
});
