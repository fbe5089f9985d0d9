import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { assemblyTemplates, type Resource, type Template } from '../support/assemblyTemplates.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { publishMutation, publishTo } from '../support/operations.ts';
import { Runtime, runToEnd } from '../support/Runtime.ts';
import { signIn } from '../support/signIn.ts';

// The template is the only wiring: what is edited in a copy of it changes what runs.

interface Statement {
  Action: string | string[];
}

let folder: string;

beforeAll(async () => {
  folder = temporaryFolder('assembly');
  await synthesizeCached(join(folder, 'original'));
});

/** A copy of the assembly with an edited template of one of its stacks. */
async function edited(stack: string, edit: (template: Template) => void): Promise<string> {
  const copy = await mkdtemp(join(folder, 'edited-'));
  await cp(join(folder, 'original'), copy, { recursive: true });
  const found = (await assemblyTemplates(copy)).find((one) => one.stack === stack);
  if (found === undefined) throw new Error(`There is no stack ${stack}.`);
  edit(found.template);
  await writeFile(found.file, JSON.stringify(found.template));
  return copy;
}

async function startEdited(stack: string, edit: (template: Template) => void): Promise<Runtime> {
  return Runtime.start({ args: ['--assembly', await edited(stack, edit)] });
}

function find(template: Template, type: string, accept: (logicalId: string, resource: Resource) => boolean): Resource {
  const found = Object.entries(template.Resources).filter(([id, item]) => item.Type === type && accept(id, item));
  const [entry] = found;
  if (entry === undefined || found.length > 1) throw new Error(`The template has ${found.length} such ${type}.`);
  return entry[1];
}

/** Takes an action out of every statement of the policy whose logical id begins so. */
function revoke(template: Template, policy: string, action: string): void {
  const { Properties } = find(template, 'AWS::IAM::Policy', (id) => id.startsWith(policy));
  const document = Properties.PolicyDocument as { Statement: Statement[] };
  const before = JSON.stringify(document);
  document.Statement = document.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((granted) => granted !== action),
  })).filter(({ Action }) => Action.length > 0);
  if (JSON.stringify(document) === before) throw new Error(`${policy} does not grant ${action}.`);
}

const register = `mutation {
  registerDevice(input: { deviceId: "phone", address: { fcm: { token: "token" } } }) { device { id } }
}`;

describe('a grant taken out of the template', () => {
  it('fails the function that needs it, by action and resource', async () => {
    await using runtime = await startEdited('Devices', (template) =>
      revoke(template, 'registerDeviceRoleDefaultPolicy', 'sns:CreatePlatformEndpoint'),
    );
    const alice = await signIn(runtime.outputs, 'alice');
    const { data, errors } = await graphql(runtime.outputs, alice.accessToken, register);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ errorType: 'Unavailable', errorInfo: { retryable: true } }]);
    expect(JSON.stringify(errors)).not.toContain('arn:');
    expect(runtime.errors).toMatch(
      /not authorized to perform: sns:CreatePlatformEndpoint on resource: arn:aws:sns:us-east-1:000000000000:app\/GCM\/Heliograph-FCM because no identity-based policy allows/,
    );
  });

  it('fails the data source that needs it, and nothing is accepted', async () => {
    await using runtime = await startEdited('Publishing', (template) =>
      revoke(template, 'FieldsacceptMessageServiceRoleDefaultPolicy', 'dynamodb:PutItem'),
    );
    const { service } = runtime.outputs;
    const input = { idempotencyKey: '1', audience: { platform: 'FCM' }, content: { title: 'Hello' } };
    const { data, errors } = await graphql(runtime.outputs, service, publishMutation, { input });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ errorType: 'Unavailable' }]);
    expect(runtime.errors).toMatch(
      /not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:\S+:table\//,
    );
    expect(await graphqlData(runtime.outputs, service, '{ messages { nodes { id } } }')).toEqual({
      messages: { nodes: [] },
    });
  });
});

it('an environment variable changed in the template changes what a function works on', async () => {
  await using runtime = await startEdited('Devices', (template) => {
    const { Properties } = find(template, 'AWS::Lambda::Function', (id) => id.startsWith('registerDevice'));
    const environment = Properties.Environment as { Variables: Record<string, unknown> };
    environment.Variables.DEVICES_TABLE = 'ElsewhereTable';
  });
  const alice = await signIn(runtime.outputs, 'alice');
  const { errors } = await graphql(runtime.outputs, alice.accessToken, register);
  expect(errors).toMatchObject([{ errorType: 'Unavailable' }]);
  expect(runtime.errors).toMatch(/not authorized to perform: dynamodb:\w+ on resource: \S+:table\/ElsewhereTable /);
});

it('a resolver’s data source changed in the template changes where the field reads', async () => {
  await using runtime = await startEdited('Publishing', (template) => {
    const { Properties } = find(
      template,
      'AWS::AppSync::Resolver',
      (_, resource) => resource.Properties.TypeName === 'Query' && resource.Properties.FieldName === 'message',
    );
    Properties.DataSourceName = 'readDeliveries';
  });
  const { outputs } = runtime;
  const message = await publishTo(outputs, outputs.service, { platform: 'FCM' }, 'Hello');
  const read = 'query ($id: ID!) { message(id: $id) { id } messages { nodes { id } } }';
  // The message is where it was; the field looks into the table of deliveries now.
  expect(await graphqlData(outputs, outputs.service, read, { id: message.id })).toEqual({
    message: null,
    messages: { nodes: [{ id: message.id }] },
  });
});

it.each([
  ['of AWS', 'AWS::QuantumLedger::Ledger'],
  ['of nobody', 'Nobody::Knows::This'],
])('a resource type %s that the runtime does not know is refused by name', async (_, Type) => {
  const assembly = await edited('Ordering', (template) => {
    template.Resources.Unknown = { Type, Properties: {} };
  });
  const data = await mkdtemp(join(folder, 'data-'));
  const { code, errors } = await runToEnd(['--port', '0', '--data', data, '--assembly', assembly]);
  expect(code).toBe(1);
  expect(errors).toContain(Type);
  expect(errors).toContain('Ordering/Unknown');
  expect(errors).not.toMatch(/^\s+at /m);
});
