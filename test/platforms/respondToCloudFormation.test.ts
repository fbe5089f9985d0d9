import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { respondToCloudFormation } from '../../functions/platforms/respondToCloudFormation.ts';

/** CloudFormation's end of a custom resource. */
let server: Server;
let url: string;
/** How many answers CloudFormation refuses first. */
let refusals = 0;
const answers: { readonly contentType: string | undefined; readonly body: unknown }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    answers.push({ contentType: request.headers['content-type'], body });
    response.writeHead(refusals > 0 ? 500 : 200).end();
    refusals -= 1;
  }).listen(0);
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

/** Milliseconds that no test waits for. */
const LONG = 60_000;
const applied = { physicalId: 'found arn:app', arn: 'arn:app' };

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

  it('is the physical id and the ARN', async () => {
    await respondToCloudFormation(event({}), async () => applied, LONG);
    const body = { ...request, Status: 'SUCCESS', PhysicalResourceId: 'found arn:app', Data: { Arn: 'arn:app' } };
    expect(answers.pop()).toEqual({ contentType: '', body });
  });

  it('is why it failed, under the id that the resource has', async () => {
    const update = event({ RequestType: 'Update', PhysicalResourceId: 'arn:before', OldResourceProperties: {} });
    const work = async () => {
      throw new Error('The secret lacks teamId.');
    };
    await respondToCloudFormation(update, work, LONG);
    const Reason = 'The secret lacks teamId.';
    expect(answers.pop()?.body).toEqual({ ...request, Status: 'FAILED', PhysicalResourceId: 'arn:before', Reason });
  });

  it('is an id even where nothing was made, so that the rollback can delete it', async () => {
    const work = async () => {
      throw new Error('no'.repeat(5_000));
    };
    await respondToCloudFormation(event({}), work, LONG);
    const body = answers.pop()?.body;
    expect(body).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'PlatformsAPNS' });
    // CloudFormation takes 4,096 bytes.
    expect(JSON.stringify(body).length).toBeLessThan(2_000);
  });

  it('is that it took too long, before Lambda ends it', async () => {
    await respondToCloudFormation(event({}), () => new Promise(() => {}), 1);
    expect(answers.pop()?.body).toMatchObject({ Status: 'FAILED', Reason: 'It was not done within 0 seconds.' });
  });

  it('is said again where CloudFormation did not take it, three times', async () => {
    refusals = 2;
    await respondToCloudFormation(event({}), async () => applied, LONG);
    expect(answers.pop()?.body).toMatchObject({ Status: 'SUCCESS' });
    refusals = 3;
    await expect(respondToCloudFormation(event({}), async () => applied, LONG)).rejects.toThrow('with 500');
  });
});
