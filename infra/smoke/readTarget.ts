import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CognitoIdentityProviderClientConfig } from '@aws-sdk/client-cognito-identity-provider';
import { isObject } from '../../functions/rules/json.ts';
import type { Arguments } from './readArguments.ts';

/** A deployed Heliograph, or one on this machine. */
export interface Target {
  readonly graphqlEndpoint: string;
  readonly userPoolId: string;
  /** How the user pool's admin operations are called. */
  readonly aws: CognitoIdentityProviderClientConfig;
  /** The folder whose `amplify_outputs.json` and `outputs.json` a person's Amplify reads. */
  readonly folder: string;
  /** PEM file of an authority that the people trust besides the usual ones. */
  readonly caCertificate?: string;
  /** Whether the folder is to be removed in the end. */
  readonly temporary: boolean;
}

/** Returns what the arguments name. Rejects with an Error that says which file or output is missing. */
export function readTarget({ outputs, stack, data }: Arguments): Promise<Target> {
  return data === undefined ? deployed(outputs ?? '', stack) : local(data);
}

async function local(folder: string): Promise<Target> {
  const outputs = await readJson(join(folder, 'outputs.json')).catch(() => {
    throw new Error(`${folder}/outputs.json cannot be read: name the folder that npm start serves.`);
  });
  const { awsEndpoint, region, root, caCertificate } = outputs as {
    readonly awsEndpoint: string;
    readonly region: string;
    readonly root: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly caCertificate: string;
  };
  return {
    graphqlEndpoint: textOf(outputs, 'graphqlEndpoint', folder),
    userPoolId: textOf(outputs, 'userPoolId', folder),
    aws: { endpoint: awsEndpoint, region, credentials: root },
    folder,
    caCertificate,
    temporary: false,
  };
}

/** The file of `cdk deploy --outputs-file`: outputs by stack. */
async function deployed(file: string, stack: string | undefined): Promise<Target> {
  const stacks = await readJson(file).catch(() => {
    throw new Error(`${file} cannot be read: name the file of cdk deploy --outputs-file.`);
  });
  const outputs = outputsOf(stacks, file, stack);
  const userPoolId = textOf(outputs, 'UserPoolId', file);
  const graphqlEndpoint = textOf(outputs, 'GraphqlEndpoint', file);
  // A pool's id begins with its region.
  const region = userPoolId.split('_')[0] ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'heliograph-smoke-'));
  const userPoolClientId = textOf(outputs, 'UserPoolClientId', file);
  await writeFile(
    join(folder, 'amplify_outputs.json'),
    JSON.stringify(amplifyOutputs({ region, userPoolId, userPoolClientId, graphqlEndpoint })),
  );
  await writeFile(join(folder, 'outputs.json'), '{}');
  return { graphqlEndpoint, userPoolId, aws: { region }, folder, temporary: true };
}

function outputsOf(stacks: unknown, file: string, stack: string | undefined): unknown {
  if (!isObject(stacks)) throw new Error(`${file} has no outputs of a stack.`);
  if (stack !== undefined && !isObject(stacks[stack])) throw new Error(`${file} has no outputs of a stack ${stack}.`);
  const names = stack === undefined ? Object.keys(stacks) : [stack];
  const [name = '', ...others] = names;
  if (others.length > 0) throw new Error(`${file} has several stacks: name one of ${names.join(', ')} by --stack.`);
  return stacks[name];
}

interface Deployed {
  readonly region: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly graphqlEndpoint: string;
}

/** The format of Amplify Gen 2, as far as signing in and GraphQL need it. */
function amplifyOutputs({ region, userPoolId, userPoolClientId, graphqlEndpoint }: Deployed): object {
  return {
    version: '1.4',
    auth: { aws_region: region, user_pool_id: userPoolId, user_pool_client_id: userPoolClientId },
    data: {
      url: graphqlEndpoint,
      aws_region: region,
      default_authorization_type: 'AMAZON_COGNITO_USER_POOLS',
      authorization_types: ['AWS_IAM'],
    },
  };
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

function textOf(outputs: unknown, name: string, where: string): string {
  const value = isObject(outputs) ? outputs[name] : undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${where} has no output ${name}.`);
}
