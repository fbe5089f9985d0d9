import { describe, expect, it } from 'vitest';
import type { AwsApi } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import { type Authorizer, Cloud } from '../../platform/Cloud.ts';
import type { Principal } from '../../platform/Principal.ts';

const allowOnly = (action: string): Authorizer => ({
  authorize(_principal, permission) {
    if (permission.action !== action) throw new AwsError('AccessDenied', permission.action);
  },
  assume: (roleArn, _service, sessionName) => ({ kind: 'role', roleArn, sessionName }),
});

const api: AwsApi = {
  signingName: 'fake',
  protocol: 'json-1.0',
  targetPrefix: 'Fake',
  operations: {
    Echo: {
      permissions: () => [{ action: 'fake:Echo', resource: '*' }],
      run: (input, { principal }) => ({ ...input, by: principal.kind }),
    },
    Two: {
      permissions: () => [
        { action: 'fake:Echo', resource: '*' },
        { action: 'fake:Other', resource: '*' },
      ],
      run: () => ({}),
    },
    SignIn: {
      unsigned: true,
      permissions: () => [{ action: 'fake:Never', resource: '*' }],
      run: () => ({ signedIn: true }),
    },
  },
};

const root: Principal = { kind: 'root' };

function cloud(): Cloud {
  const made = new Cloud(() => allowOnly('fake:Echo'));
  made.register({ apis: [api] });
  return made;
}

describe('a call within the process', () => {
  it('runs the operation for the principal', async () => {
    expect(await cloud().call(root, 'fake', 'Echo', { a: 1 })).toEqual({ a: 1, by: 'root' });
  });

  it('needs every permission of the operation', async () => {
    await expect(cloud().call(root, 'fake', 'Two', {})).rejects.toMatchObject({
      code: 'AccessDenied',
      message: 'fake:Other',
    });
  });

  it('needs none where the operation takes no signature', async () => {
    expect(await cloud().call(root, 'fake', 'SignIn', {})).toEqual({ signedIn: true });
  });

  it.each([
    ['fake', 'Unknown'],
    ['fake', 'toString'],
    ['unknown', 'Echo'],
  ])('to %s:%s is refused by name', async (service, operation) => {
    await expect(cloud().call(root, service, operation, {})).rejects.toMatchObject({
      code: 'NotSupportedLocally',
      message: expect.stringContaining(`${service}:${operation}`),
    });
  });
});

describe('registration', () => {
  it('refuses what would answer the same requests', () => {
    expect(() => cloud().register({ apis: [api] })).toThrow('Two APIs have the target Fake.');
    expect(() => cloud().register({ apis: [{ ...api, targetPrefix: 'Other' }] })).toThrow(
      'Two APIs of fake have the operation Echo.',
    );
  });

  it('lets APIs share a signing name', async () => {
    const both = cloud();
    both.register({
      apis: [
        { ...api, targetPrefix: 'Other', operations: { More: { permissions: () => [], run: () => ({ more: 1 }) } } },
      ],
    });
    expect(await both.call(root, 'fake', 'More', {})).toEqual({ more: 1 });
    expect(both.apiOfTarget('Other')?.operations).toHaveProperty('More');
  });
});
