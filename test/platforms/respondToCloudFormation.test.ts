import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { respondToCloudFormation } from '../../functions/platforms/respondToCloudFormation.ts';

/** CloudFormation's end of a custom resource. */
let server: Server;
let url: string;
let status = 200;
const answers: { readonly contentType: string | undefined; readonly body: unknown }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    answers.push({ contentType: request.headers['content-type'], body });
    response.writeHead(status).end();
  }).listen(0);
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

const event = (more: object) =>
  ({
    RequestType: 'Create',
    ServiceToken: 'provider',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'PlatformsAPNS',
    ResourceType: 'Custom::PlatformApplication',
    ResourceProperties: { ServiceToken: 'provider' },
    ResponseURL: url,
    ...more,
  }) as CloudFormationCustomResourceEvent;

describe('what CloudFormation is told', () => {
  const request = { StackId: 'stack', RequestId: 'request', LogicalResourceId: 'PlatformsAPNS' };

  it('is the ARN as the physical id', async () => {
    await respondToCloudFormation(event({}), async () => 'arn:app');
    const body = { ...request, Status: 'SUCCESS', PhysicalResourceId: 'arn:app', Data: { Arn: 'arn:app' } };
    expect(answers.pop()).toEqual({ contentType: '', body });
  });

  it('is why it failed, under the id that the resource has', async () => {
    const update = event({ RequestType: 'Update', PhysicalResourceId: 'arn:before', OldResourceProperties: {} });
    await respondToCloudFormation(update, async () => {
      throw new Error('The secret lacks teamId.');
    });
    const Reason = 'The secret lacks teamId.';
    expect(answers.pop()?.body).toEqual({ ...request, Status: 'FAILED', PhysicalResourceId: 'arn:before', Reason });
  });

  it('is an id even where nothing was made, so that the rollback can delete it', async () => {
    await respondToCloudFormation(event({}), async () => {
      throw new Error('no');
    });
    expect(answers.pop()?.body).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'PlatformsAPNS' });
  });

  it('is repeated by Lambda where CloudFormation did not take it', async () => {
    status = 500;
    await expect(respondToCloudFormation(event({}), async () => 'arn:app')).rejects.toThrow('500');
    status = 200;
  });
});
