import { expect, it } from 'vitest';
import { LambdaAuthorizer } from '../../../appsync/auth/LambdaAuthorizer.ts';
import type { JsonObject } from '../../../platform/Json.ts';
import { silentLog } from '../../../platform/Log.ts';
import { ManualClock } from '../../../testing/ManualClock.ts';

it('keeps the newest answers alone, however many tokens callers invent', async () => {
  let asked = 0;
  const aws = {
    call: async (): Promise<JsonObject> => {
      asked += 1;
      return { Payload: '{"isAuthorized":true}' };
    },
    authorize() {},
    assume() {
      throw new Error('Not asked for here.');
    },
  };
  const authorizer = new LambdaAuthorizer(
    { aws, accountId: '000000000000', clock: new ManualClock(), log: silentLog },
    { apiId: 'api', arn: 'arn:aws:appsync:us-east-1:000000000000:apis/api' },
    {
      mode: 'AWS_LAMBDA',
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:authorizer',
      resultTtl: 300,
      identityValidationExpression: undefined,
    },
  );
  const authenticate = (token: string) =>
    authorizer.authenticate(token, {
      headers: {},
      sourceIp: [],
      signed: { method: 'POST', path: '/graphql', query: '', body: '' },
      operation: { queryString: '', operationName: null, variables: {} },
      requestId: '1',
    });
  for (let number = 0; number <= 1000; number += 1) await authenticate(`token ${number}`);
  expect(asked).toBe(1001);
  await authenticate('token 1000');
  await authenticate('token 1');
  expect(asked).toBe(1001);
  await authenticate('token 0');
  expect(asked).toBe(1002);
});
