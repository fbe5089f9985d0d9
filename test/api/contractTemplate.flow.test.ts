import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Template } from '../../infra/preflight/assemblyTemplates.ts';
import { type Edits, editAssembly, findResource } from '../support/editAssembly.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { publishMutation, publishTo } from '../support/operations.ts';
import { Runtime, runToEnd } from '../support/Runtime.ts';
import { signIn } from '../support/signIn.ts';

// The template is the only wiring: what is edited in a copy of it changes what runs.

interface Statement {
  Action: string | string[];
}

async function startEdited(edits: Edits): Promise<Runtime> {
  return Runtime.start({ args: ['--assembly', await editAssembly(edits)] });
}

/** Takes an action out of every statement of the policy whose logical id begins so. */
function revoke(template: Template, policy: string, action: string): void {
  const { Properties } = findResource(template, 'AWS::IAM::Policy', (id) => id.startsWith(policy));
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

describe('grants taken out of the template', () => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await startEdited({
      Devices: (template) => revoke(template, 'registerDeviceRoleDefaultPolicy', 'sns:CreatePlatformEndpoint'),
      Publishing: (template) => revoke(template, 'FieldsacceptMessageRoleDefaultPolicy', 'dynamodb:PutItem'),
    });
  });
  afterAll(() => runtime[Symbol.asyncDispose]());

  it('fail the function that needs one, by action and resource', async () => {
    const alice = await signIn(runtime.outputs, 'alice');
    const { data, errors } = await graphql(runtime.outputs, alice.accessToken, register);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ errorType: 'Unavailable', errorInfo: { retryable: true } }]);
    expect(JSON.stringify(errors)).not.toContain('arn:');
    expect(runtime.errors).toMatch(
      /not authorized to perform: sns:CreatePlatformEndpoint on resource: arn:aws:sns:us-east-1:000000000000:app\/GCM\/heliograph-dev-FCM because no identity-based policy allows/,
    );
  });

  it('fail the data source that needs one, and nothing is accepted', async () => {
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

describe('changed in the template', () => {
  let runtime: Runtime;
  beforeAll(async () => {
    runtime = await startEdited({
      Devices: (template) => {
        const { Properties } = findResource(template, 'AWS::Lambda::Function', (id) => id.startsWith('registerDevice'));
        const environment = Properties.Environment as { Variables: Record<string, unknown> };
        environment.Variables.DEVICES_TABLE = 'ElsewhereTable';
      },
      Publishing: (template) => {
        const { Properties } = findResource(
          template,
          'AWS::AppSync::FunctionConfiguration',
          (_, resource) => resource.Properties.Name === 'Querymessage',
        );
        Properties.DataSourceName = 'readDeliveries';
      },
    });
  });
  afterAll(() => runtime[Symbol.asyncDispose]());

  it('an environment variable changes what a function works on', async () => {
    const alice = await signIn(runtime.outputs, 'alice');
    const { errors } = await graphql(runtime.outputs, alice.accessToken, register);
    expect(errors).toMatchObject([{ errorType: 'Unavailable' }]);
    expect(runtime.errors).toMatch(/not authorized to perform: dynamodb:\w+ on resource: \S+:table\/ElsewhereTable /);
  });

  it('a resolver’s data source changes where the field reads', async () => {
    const { outputs } = runtime;
    const message = await publishTo(outputs, outputs.service, { platform: 'FCM' }, 'Hello');
    const read = 'query ($id: ID!) { message(id: $id) { id } messages { nodes { id } } }';
    // The message is where it was; the field looks into the table of deliveries now.
    expect(await graphqlData(outputs, outputs.service, read, { id: message.id })).toEqual({
      message: null,
      messages: { nodes: [{ id: message.id }] },
    });
  });
});

it.each([
  ['of AWS', 'AWS::QuantumLedger::Ledger'],
  ['of nobody', 'Nobody::Knows::This'],
])('a resource type %s that the runtime does not know is refused by name', async (_, Type) => {
  const assembly = await editAssembly({
    Ordering: (template) => {
      template.Resources.Unknown = { Type, Properties: {} };
    },
  });
  const data = temporaryFolder('data');
  const { code, errors } = await runToEnd(['--port', '0', '--data', data, '--assembly', assembly]);
  expect(code).toBe(1);
  expect(errors).toContain(Type);
  expect(errors).toContain('Ordering/Unknown');
  expect(errors).not.toMatch(/^\s+at /m);
});
