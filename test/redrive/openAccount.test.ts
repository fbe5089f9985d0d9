import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAccount } from '../../infra/redrive/openAccount.ts';
import { readArguments } from '../../infra/redrive/readArguments.ts';

const asked: URLSearchParams[] = [];

/** CloudFormation, as its Query protocol has it: one stack with one output. */
const cloudFormation: Server = createServer(async (request, response) => {
  const form = new URLSearchParams(await text(request));
  asked.push(form);
  const known = form.get('StackName') === 'push-prod';
  response.writeHead(known ? 200 : 400, { 'content-type': 'text/xml' }).end(
    known
      ? `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>
<member><StackName>push-prod</StackName><Outputs><member><OutputKey>GivenUpQueueUrl</OutputKey>
<OutputValue>https://sqs.eu-west-1.amazonaws.com/123456789012/given-up</OutputValue></member></Outputs></member>
</Stacks></DescribeStacksResult></DescribeStacksResponse>`
      : `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>
<Message>Stack with id ${form.get('StackName')} does not exist</Message></Error></ErrorResponse>`,
  );
});

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' });
  await new Promise<void>((done) => cloudFormation.listen(0, '127.0.0.1', done));
});

afterAll(() => {
  cloudFormation.close();
  delete process.env.AWS_ACCESS_KEY_ID;
  delete process.env.AWS_SECRET_ACCESS_KEY;
});

const open = (stack: string) => {
  const { port } = cloudFormation.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const given = readArguments(['--stack', stack, '--region', 'eu-west-1', '--endpoint', endpoint]);
  if (given === null) throw new Error('That asks for help.');
  return openAccount(given);
};

it('asks CloudFormation for the outputs of the stack', async () => {
  const { outputs } = await open('push-prod');
  expect(outputs).toEqual({ GivenUpQueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/given-up' });
  expect(asked.at(-1)?.get('Action')).toBe('DescribeStacks');
});

it('rejects where there is no such stack', async () => {
  await expect(open('another')).rejects.toThrow('Stack with id another does not exist');
});
