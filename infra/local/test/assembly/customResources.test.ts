import { mkdtempDisposableSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, CustomResource, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import type { Log } from '../../platform/Log.ts';
import { startTemplate } from '../../testing/startTemplate.ts';

/** Returns a log that keeps the events that functions write after `EVENT `. */
function eventLog() {
  const events: JsonObject[] = [];
  const warnings: string[] = [];
  const log: Log = (level, source, message, fields) => {
    const at = message.indexOf('EVENT ');
    if (at >= 0) events.push(JSON.parse(message.slice(at + 6)));
    if (level === 'warn' && source === 'cloudformation') warnings.push(`${message} ${JSON.stringify(fields)}`);
  };
  return { events, warnings, log };
}

const answering = (answer: string) => `
exports.handler = async (event) => {
  const { ResponseURL, ...rest } = event;
  console.log('EVENT ' + JSON.stringify(rest));
  const ids = { StackId: event.StackId, RequestId: event.RequestId, LogicalResourceId: event.LogicalResourceId };
  const body = JSON.stringify({ ...ids, Status: 'SUCCESS', PhysicalResourceId: 'thing', ...(${answer}) });
  await fetch(ResponseURL, { method: 'PUT', body });
};`;

const role: JsonObject = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  },
};

const template = (code: string, properties: JsonObject | undefined, type = 'Custom::Thing'): JsonObject => ({
  Resources: {
    Role: role,
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { ZipFile: code },
      },
    },
    ...(properties
      ? { Thing: { Type: type, Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] }, ...properties } } }
      : {}),
  },
  ...(properties
    ? { Outputs: { Id: { Value: { Ref: 'Thing' } }, Size: { Value: { 'Fn::GetAtt': ['Thing', 'Size'] } } } }
    : {}),
});

describe('custom resources', () => {
  it('are created once, updated when their properties change and deleted when gone, across restarts', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'custom-'));
    const directory = folder.path;
    const code = answering('{ Data: { Size: event.ResourceProperties?.Size } }');
    const start = async (properties: JsonObject | undefined) => {
      const { events, log } = eventLog();
      await using cloud = await startTemplate(template(code, properties), { directory, log });
      return { events, outputs: cloud.result.outputs.Test };
    };

    const created = await start({ Size: 1, Deep: { Flag: true, List: [1, 'a'] } });
    expect(created.outputs).toEqual({ Id: 'thing', Size: '1' });
    expect(created.events).toEqual([
      {
        RequestType: 'Create',
        ServiceToken: expect.stringMatching(/^arn:aws:lambda:us-east-1:000000000000:function:Test-Function-/),
        StackId: expect.stringMatching(/^arn:aws:cloudformation:us-east-1:000000000000:stack\/Test\//),
        RequestId: expect.any(String),
        LogicalResourceId: 'Thing',
        ResourceType: 'Custom::Thing',
        ResourceProperties: {
          ServiceToken: expect.any(String),
          Size: '1',
          Deep: { Flag: 'true', List: ['1', 'a'] },
        },
      },
    ]);

    const unchanged = await start({ Size: 1, Deep: { Flag: true, List: [1, 'a'] } });
    expect(unchanged).toEqual({ events: [], outputs: { Id: 'thing', Size: '1' } });

    const updated = await start({ Size: 2 });
    expect(updated.outputs).toEqual({ Id: 'thing', Size: '2' });
    expect(updated.events).toMatchObject([
      {
        RequestType: 'Update',
        PhysicalResourceId: 'thing',
        ResourceProperties: { Size: '2' },
        OldResourceProperties: { Size: '1', Deep: { Flag: 'true' } },
      },
    ]);

    const deleted = await start(undefined);
    expect(deleted.events).toMatchObject([{ RequestType: 'Delete', PhysicalResourceId: 'thing' }]);
    expect(await start(undefined)).toMatchObject({ events: [] });
  });

  it('are deleted by their function when it is gone as well, after a restart', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'custom-'));
    const directory = folder.path;
    const code = answering('{ Data: { Size: 1 } }');
    {
      await using cloud = await startTemplate(template(code, { Size: 1 }), { directory });
      expect(cloud.result.applied).toBe(3);
    }
    const { events, warnings, log } = eventLog();
    await using cloud = await startTemplate({ Resources: {} }, { directory, log });
    expect(cloud.result.removed).toBe(3);
    expect(events).toMatchObject([{ RequestType: 'Delete', PhysicalResourceId: 'thing' }]);
    expect(warnings).toEqual([]);
  });

  it('are left, with the reason in the log, when the code of their function is gone', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'custom-'));
    const directory = folder.path;
    const file = join(directory, 'index.js');
    writeFileSync(file, answering('{ Data: { Size: 1 } }'));
    const whole = template('', { Size: 1 });
    const { Function: inline } = whole.Resources as { readonly Function: { readonly Properties: JsonObject } };
    const fromFile = { ...inline, Properties: { ...inline.Properties, Code: './index.js' } };
    {
      const Resources = { ...(whole.Resources as JsonObject), Function: fromFile };
      await using cloud = await startTemplate({ Resources }, { directory });
      expect(cloud.result.applied).toBe(3);
    }
    rmSync(file);
    const { events, warnings, log } = eventLog();
    await using cloud = await startTemplate({ Resources: {} }, { directory, log });
    expect(cloud.result.removed).toBe(3);
    expect(events).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^Test\/Function could not be made again .*The code of function Function is not at/),
      expect.stringMatching(/^Test\/Thing \(Custom::Thing\) was not removed .*Function not found/),
    ]);
  });

  it('that moved under their physical id are kept, and two that share one are not', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'custom-'));
    const code = answering('{ Data: { Size: 1 } }');
    const start = async (things: Readonly<Record<string, number>>) => {
      const { events, warnings, log } = eventLog();
      const { Resources } = template(code, undefined) as { readonly Resources: JsonObject };
      const made = Object.entries(things).map(([name, Size]) => {
        const ServiceToken = { 'Fn::GetAtt': ['Function', 'Arn'] };
        return [name, { Type: 'Custom::Thing', Properties: { ServiceToken, Size } }] as const;
      });
      const whole = { Resources: { ...Resources, ...Object.fromEntries(made) } };
      await using _cloud = await startTemplate(whole, { directory: folder.path, log });
      return { sent: events.map((event) => `${event.RequestType} ${event.LogicalResourceId}`), warnings };
    };
    await start({ A: 1, B: 2 });
    expect(await start({ A: 1 })).toEqual({ sent: ['Delete B'], warnings: [] });
    expect(await start({ C: 1 })).toEqual({
      sent: ['Create C'],
      warnings: [expect.stringMatching(/^Test\/A \(Custom::Thing\) was kept: another resource has its name now/)],
    });
  });

  it('that change their physical id are deleted under the former one', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'custom-'));
    const directory = folder.path;
    const code = answering(
      '{ PhysicalResourceId: event.RequestType === "Delete" ? event.PhysicalResourceId : "thing-" + event.ResourceProperties.Size, Data: { Size: 1 } }',
    );
    {
      await using cloud = await startTemplate(template(code, { Size: 1 }), { directory });
      expect(cloud.result.outputs.Test?.Id).toBe('thing-1');
    }
    const { events, log } = eventLog();
    await using cloud = await startTemplate(template(code, { Size: 2 }), { directory, log });
    expect(cloud.result.outputs.Test?.Id).toBe('thing-2');
    expect(events.map(({ RequestType, PhysicalResourceId }) => [RequestType, PhysicalResourceId])).toEqual([
      ['Update', 'thing-1'],
      ['Delete', 'thing-1'],
    ]);
  });

  it.each([
    [
      'FAILED',
      answering('{ Status: "FAILED", Reason: "no more things" }'),
      'Thing (Custom::Thing): Create failed: no more things',
    ],
    [
      'a throw',
      'exports.handler = async () => { throw new Error("broken thing"); };',
      'the function failed: broken thing',
    ],
    ['no physical id', answering('{ PhysicalResourceId: "" }'), 'Invalid PhysicalResourceId'],
    ['an unknown status', answering('{ Status: "MAYBE" }'), 'Status is "MAYBE"'],
    ['too long an answer', answering('{ Data: { Size: "x".repeat(5000) } }'), 'Response object is too long'],
    ['a missing attribute', answering('{ Data: { Weight: 1 } }'), "doesn't contain Size attribute"],
  ])('that answer %s fail the start with the reason and the logical id', async (_, code, message) => {
    await expect(startTemplate(template(code, { Size: 1 }))).rejects.toThrow(message);
  });

  it.each([
    ['never answer', 'exports.handler = async () => {};'],
    ['never end', 'exports.handler = () => new Promise(() => {});'],
  ])('that %s fail the start after their ServiceTimeout', async (_, code) => {
    const silent = template(code, { Size: 1, ServiceTimeout: 1 });
    await expect(startTemplate(silent)).rejects.toThrow('sent no response to its ResponseURL within 1 s');
  });

  it.each([0, 3601, 'soon'])('refuse a ServiceTimeout of %s', async (ServiceTimeout) => {
    const wrong = template(answering('{ Data: { Size: 1 } }'), { Size: 1, ServiceTimeout });
    await expect(startTemplate(wrong)).rejects.toThrow('ServiceTimeout must be a whole number of seconds from 1 to');
  });

  it('are tried again at the next start when they failed', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'custom-'));
    const directory = folder.path;
    const failing = template(answering('{ Status: "FAILED", Reason: "not yet" }'), { Size: 1 });
    await expect(startTemplate(failing, { directory })).rejects.toThrow('not yet');
    const { events, log } = eventLog();
    const working = template(answering('{ Data: { Size: 1 } }'), { Size: 1 });
    await using _cloud = await startTemplate(working, { directory, log });
    expect(events).toMatchObject([{ RequestType: 'Create' }]);
  });

  it('may answer through the cfn-response module of inline code', async () => {
    const code = `const response = require('cfn-response');
exports.handler = (event, context) => response.send(event, context, response.SUCCESS, { Size: 7 }, 'by-module');`;
    await using cloud = await startTemplate(template(code, { Size: 1 }, 'AWS::CloudFormation::CustomResource'));
    expect(cloud.result.outputs.Test).toEqual({ Id: 'by-module', Size: '7' });
  });

  it('refuse an answer with a token that nobody waits for', async () => {
    await using cloud = await startTemplate({ Resources: { Role: role } });
    const response = await fetch(`${cloud.baseUrl}/_local/cfn-response/guess`, { method: 'PUT', body: '{}' });
    expect(response.status).toBe(403);
  });

  it('of CDK’s provider framework run, with the IAM grants that it makes', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'custom-'));
    const app = new App({ outdir: folder.path });
    const stack = new Stack(app, 'Framework');
    const onEventHandler = new LambdaFunction(stack, 'OnEvent', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline(
        'exports.handler = async (event) => ({ PhysicalResourceId: "framework", Data: { Size: event.ResourceProperties.size } });',
      ),
    });
    const { serviceToken } = new Provider(stack, 'Provider', { onEventHandler });
    const thing = new CustomResource(stack, 'Thing', { serviceToken, properties: { size: 3 } });
    new CfnOutput(stack, 'Id', { value: thing.ref });
    new CfnOutput(stack, 'Size', { value: thing.getAttString('Size') });
    await using cloud = await startTemplate(app.synth().directory);
    expect(cloud.result.outputs.Framework).toEqual({ Id: 'framework', Size: '3' });
  });
});
