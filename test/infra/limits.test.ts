import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import { wholeTemplate } from '../../infra/preflight/wholeTemplate.ts';
import { cyclicFunctions } from './cyclicFunctions.ts';
import { idIn, ofType } from './templateReferences.ts';

let resources: Readonly<Record<string, Resource>>;

beforeAll(async () => {
  ({ resources } = await wholeTemplate(await synthesizeCached(temporaryFolder('limits'))));
});

const timeoutOf = (functionId: string) => Number(resources[functionId]?.Properties.Timeout);

describe('time-outs', () => {
  /** AppSync ends a request after 30 seconds. The steps without a function have the rest. */
  const MOST_SECONDS = 25;

  it('of the functions behind a field leave time for AppSync to answer', () => {
    const functions = new Map(
      ofType(resources, 'AWS::AppSync::DataSource').map(([, { Name, LambdaConfig }]) => [
        Name,
        idIn((LambdaConfig as { LambdaFunctionArn: unknown } | undefined)?.LambdaFunctionArn),
      ]),
    );
    const sourceOf = ({ DataSourceName }: Resource['Properties']) => functions.get(DataSourceName);
    const steps = new Map(
      ofType(resources, 'AWS::AppSync::FunctionConfiguration').map(([id, properties]) => [id, sourceOf(properties)]),
    );
    let fields = 0;
    for (const [id, properties] of ofType(resources, 'AWS::AppSync::Resolver')) {
      const { Functions = [] } = (properties.PipelineConfig ?? {}) as { Functions?: readonly unknown[] };
      const called = [sourceOf(properties), ...Functions.map((step) => steps.get(idIn(step) ?? ''))];
      const seconds = called.flatMap((name) => (name === undefined ? [] : [timeoutOf(name)]));
      fields += seconds.length;
      expect(
        seconds.reduce((sum, each) => sum + each, 0),
        id,
      ).toBeLessThanOrEqual(MOST_SECONDS);
    }
    expect(fields).toBeGreaterThanOrEqual([...functions.values()].filter((id) => id !== undefined).length);
  });

  // Lambda Developer Guide, "Using Lambda with Amazon SQS".
  it('of the functions behind a queue are a sixth of its visibility time-out, with exceptions', () => {
    /** A worker that dies holds up its message group for this long. */
    const exceptions: readonly (readonly [RegExp, number])[] = [[/^Messaging\/WorkOrdered[0-9A-F]{8}$/, 2]];
    const queues = new Map(ofType(resources, 'AWS::SQS::Queue'));
    let read = 0;
    for (const [id, { EventSourceArn, FunctionName }] of ofType(resources, 'AWS::Lambda::EventSourceMapping')) {
      const queue = queues.get(idIn(EventSourceArn) ?? '');
      if (queue === undefined) continue;
      read += 1;
      const [, times = 6] = exceptions.find(([name]) => name.test(idIn(EventSourceArn) ?? '')) ?? [];
      expect(queue.VisibilityTimeout, id).toBeGreaterThanOrEqual(times * timeoutOf(idIn(FunctionName) ?? ''));
    }
    expect(read).toBeGreaterThan(exceptions.length);
  });

  // Amazon Cognito Developer Guide, "Customizing user pool workflows with Lambda triggers".
  it('of the functions that Cognito calls are not longer than it waits', () => {
    const called = ofType(resources, 'AWS::Lambda::Permission').filter(
      ([, { Principal }]) => Principal === 'cognito-idp.amazonaws.com',
    );
    expect(called.length).toBeGreaterThan(0);
    for (const [id, { FunctionName }] of called) expect(timeoutOf(idIn(FunctionName) ?? ''), id).toBeLessThanOrEqual(5);
  });

  it('of custom resources end a deployment that got no answer, after the function’s own', () => {
    for (const [id, { ServiceTimeout, ServiceToken }] of ofType(resources, 'Custom::PlatformApplication')) {
      expect(Number(ServiceTimeout), id).toBeGreaterThan(timeoutOf(idIn(ServiceToken) ?? ''));
      expect(Number(ServiceTimeout), id).toBeLessThanOrEqual(600);
    }
  });
});

describe('chains of requests', () => {
  it('may go on through the functions that can wake themselves, and through no others', () => {
    const allowed = ofType(resources, 'AWS::Lambda::Function')
      .filter(([, { RecursiveLoop }]) => RecursiveLoop === 'Allow')
      .map(([id]) => id);
    expect(allowed.toSorted()).toEqual(cyclicFunctions(resources).toSorted());
    expect(
      allowed
        .map((id) => id.replace(/^\w+\/(GiveUp|LargeWork|PublishToTopics|Work)?(\w+)[0-9A-F]{8}$/, '$2'))
        .toSorted(),
    ).toEqual(['feedback', 'giveUp', 'largeWork', 'publishToTopics', 'receiveFromTopic', 'sendInOrder', 'work']);
    for (const id of allowed) expect(resources[id]?.Metadata?.RecursiveLoop, id).toMatch(/^[A-Z].*\.$/);
  });

  it('are found through queues, dead-letter queues and topics', () => {
    const fn = (role: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Role: att(role, 'Arn') } });
    const policy = (role: string, Action: string, Resource: unknown) => ({
      Type: 'AWS::IAM::Policy',
      Properties: { Roles: [{ Ref: role }], PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource }] } },
    });
    const queue = (dead?: string) => ({
      Type: 'AWS::SQS::Queue',
      Properties: dead === undefined ? {} : { RedrivePolicy: { deadLetterTargetArn: att(dead, 'Arn') } },
    });
    const reads = (name: string, source: string) => ({
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: { Ref: name }, EventSourceArn: att(source, 'Arn') },
    });
    const found = cyclicFunctions({
      A: fn('ARole'),
      ASends: policy('ARole', 'sqs:SendMessage', att('Q', 'Arn')),
      Q: queue('Dead'),
      Dead: queue(),
      QReads: reads('B', 'Q'),
      B: fn('BRole'),
      DeadReads: reads('C', 'Dead'),
      C: fn('CRole'),
      CPublishes: policy('CRole', 'sns:Publish', { Ref: 'T' }),
      T: { Type: 'AWS::SNS::Topic', Properties: {} },
      TTells: {
        Type: 'AWS::SNS::Subscription',
        Properties: { Protocol: 'lambda', TopicArn: { Ref: 'T' }, Endpoint: att('A', 'Arn') },
      },
    });
    expect(found.toSorted()).toEqual(['A', 'C']);
  });
});

function att(id: string, name: string) {
  return { 'Fn::GetAtt': [id, name] };
}
