import { describe, expect, it } from 'vitest';
import {
  handlePlatformApplication,
  type ResourceRequest,
} from '../../functions/platforms/handlePlatformApplication.ts';

const Arn = 'arn:aws:sns:eu-west-1:123456789012:app/GCM/Stack-FCM';
const wanted = { Arn, Name: 'Stack-FCM', Platform: 'FCM', SecretId: 'fcm', Attributes: {} } as const;
const unwanted = { Arn, Deleted: 'true' } as const;
const secret = JSON.stringify({ project_id: 'p', private_key: 'k', client_email: 'e' });

/** SNS with or without the application, as CloudFormation would see it over several deployments. */
function createSns(there: boolean) {
  const sns = { there };
  const ports = {
    secrets: { read: async () => secret },
    applications: {
      async create() {
        sns.there = true;
      },
      setAttributes: async () => sns.there,
      async delete() {
        sns.there = false;
      },
    },
  };
  const request = (
    type: ResourceRequest['RequestType'],
    id?: string,
    properties: typeof wanted | typeof unwanted = wanted,
  ) =>
    handlePlatformApplication(
      ports,
      { RequestType: type, ...(id === undefined ? {} : { PhysicalResourceId: id }) },
      properties,
    );
  return { sns, request };
}

describe('CloudFormation’s requests for a platform application', () => {
  it('make one, and a rollback of that deployment deletes it', async () => {
    const { sns, request } = createSns(false);
    const { physicalId, arn } = await request('Create');
    expect([physicalId, arn]).toEqual([Arn, Arn]);
    await request('Delete', physicalId);
    expect(sns.there).toBe(false);
  });

  it('find one that an earlier deployment left, and a rollback leaves it with its endpoints', async () => {
    const { sns, request } = createSns(true);
    const { physicalId, arn } = await request('Create');
    expect([physicalId, arn]).toEqual([`found ${Arn}`, Arn]);
    expect(await request('Update', physicalId)).toEqual({ physicalId, arn });
    await request('Delete', physicalId);
    expect(sns.there).toBe(true);
  });

  it('delete it by name, also long after it was taken out, and make it again under the same id', async () => {
    const { sns, request } = createSns(true);
    const taken = await request('Create', undefined, unwanted);
    expect(sns.there).toBe(false);
    expect(await request('Update', taken.physicalId)).toEqual(taken);
    expect(sns.there).toBe(true);
    expect(await request('Update', taken.physicalId, unwanted)).toEqual(taken);
    expect(sns.there).toBe(false);
  });

  it('of a rollback of what was never made touch nothing', async () => {
    const { sns, request } = createSns(true);
    await request('Delete', 'PlatformsFCM');
    expect(sns.there).toBe(true);
  });
});
