import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { isObject } from '../../functions/rules/json.ts';
import type { Account } from './Account.ts';
import type { Target } from './readArguments.ts';

interface ClientOptions {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Opens the account that the arguments name. Rejects where the stack or the file of outputs cannot be read. */
export async function openAccount(target: Target): Promise<Account> {
  const given = clientOptions(target);
  if (target.data !== undefined) return openLocal(target.stack, join(target.data, 'outputs.json'));
  const outputs =
    target.outputs === undefined
      ? await describedOutputs(target.stack ?? 'heliograph-prod', given)
      : outputsOf(await readJson(target.outputs), target.stack);
  return accountOf(outputs, given);
}

function clientOptions({ region, endpoint }: Target): ClientOptions {
  return { ...(region === undefined ? {} : { region }), ...(endpoint === undefined ? {} : { endpoint }) };
}

/** The file that `npm start` writes. It has the endpoint and the key too. */
async function openLocal(stack: string | undefined, file: string): Promise<Account> {
  const content = await readJson(file).catch(() => {
    throw new Error(`${file} cannot be read: name the folder that npm start serves.`);
  });
  const { awsEndpoint, region, root, stackOutputs } = content as {
    readonly awsEndpoint: string;
    readonly region: string;
    readonly root: NonNullable<ClientOptions['credentials']>;
    readonly stackOutputs: unknown;
  };
  return accountOf(outputsOf(stackOutputs, stack), { endpoint: awsEndpoint, region, credentials: root }, 0);
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Outputs by stack, as `cdk deploy --outputs-file` writes them. */
function outputsOf(stacks: unknown, given: string | undefined): Account['outputs'] {
  const names = isObject(stacks) ? Object.keys(stacks) : [];
  if (given === undefined && names.length > 1) throw new Error(`Name one of ${names.join(', ')} by --stack.`);
  const stack = given ?? names[0] ?? 'heliograph-prod';
  const outputs = isObject(stacks) ? stacks[stack] : undefined;
  if (!isObject(outputs)) throw new Error(`There are no outputs of a stack ${stack}.`);
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, String(value)]));
}

async function describedOutputs(StackName: string, options: ClientOptions): Promise<Account['outputs']> {
  const { Stacks = [] } = await new CloudFormationClient(options).send(new DescribeStacksCommand({ StackName }));
  const outputs = Stacks.flatMap(({ Outputs = [] }) => Outputs);
  return Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

function accountOf(
  outputs: Account['outputs'],
  options: ClientOptions,
  waitSeconds: Account['waitSeconds'] = 1,
): Account {
  return {
    outputs,
    waitSeconds,
    sqs: new SQSClient(options),
    sns: new SNSClient(options),
    lambda: new LambdaClient(options),
    dynamodb: new DynamoDBClient(options),
    streams: new DynamoDBStreamsClient(options),
  };
}
