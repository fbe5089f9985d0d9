import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../testing/ManualClock.ts';
import { startAppSync } from '../api/startAppSync.ts';
import { startIssuer } from './issuer.ts';

const pool = 'us-east-1_pool';
const iss = `https://cognito-idp.us-east-1.amazonaws.com/${pool}`;

describe('a request to an API of a user pool', () => {
  const clock = new ManualClock();
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let server: Awaited<ReturnType<typeof startAppSync>>;

  beforeAll(async () => {
    issuer = await startIssuer();
    server = await startAppSync({
      schema: 'type Query { open: String }',
      clock,
      routes: [
        {
          prefix: `/${pool}`,
          handle: (_, response) => void response.end(JSON.stringify({ keys: issuer.keys })),
        },
      ],
      api: {
        AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
        UserPoolConfig: { UserPoolId: pool, AwsRegion: 'us-east-1', DefaultAction: 'ALLOW' },
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    await issuer.stop();
  });

  const token = (claims: object = {}) =>
    issuer.sign({ iss, token_use: 'access', client_id: 'app', username: 'ann', ...claims }, clock.now());
  const ask = async (headers: Record<string, string>) => {
    const response = await server.post(JSON.stringify({ query: '{ open }' }), headers);
    const { errors } = (await response.json()) as { errors?: unknown };
    return [response.status, errors];
  };
  const refused = (message: string) => [401, [{ errorType: 'UnauthorizedException', message }]];

  it('passes with a token alone, and not after the word Bearer', async () => {
    const authorization = await token();
    expect(await ask({ authorization })).toEqual([200, undefined]);
    for (const word of ['Bearer', 'bearer']) {
      expect(await ask({ authorization: `${word} ${authorization}` })).toEqual(refused('Unable to parse JWT token.'));
    }
  });

  it('is told in AppSync’s words why its token was refused', async () => {
    expect(await ask({})).toEqual(refused('Valid authorization header not provided.'));
    expect(await ask({ authorization: '' })).toEqual(refused('Valid authorization header not provided.'));
    for (const authorization of ['nonsense', 'AWS4-HMAC-SHA256 Credential=a/b']) {
      expect(await ask({ authorization })).toEqual(refused('Unable to parse JWT token.'));
    }
    const authorization = await token();
    expect(await ask({ authorization })).toEqual([200, undefined]);
    const late = await token({ exp: 1 });
    clock.advance(3_601_000);
    // One was verified while it was valid, the other never.
    expect(await ask({ authorization })).toEqual(refused('Token has expired.'));
    expect(await ask({ authorization: late })).toEqual(refused('Token has expired.'));
    for (const claims of [{ iss: `${iss}2` }, { token_use: 'refresh' }]) {
      expect(await ask({ authorization: await token(claims) })).toEqual(
        refused('You are not authorized to make this call.'),
      );
    }
  });
});
