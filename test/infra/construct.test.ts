import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { describe, expect, it } from 'vitest';
import { Heliograph, type HeliographProps } from '../../infra/aws/index.ts';
import { bundlesOnce } from './appWith.ts';

const platformSecrets = { FCM: 'shop/fcm' };

function shop(): Stack {
  const outdir = join(temporaryFolder('shop'), 'cdk.out');
  return new Stack(new App({ analyticsReporting: false, outdir }), 'Shop');
}

async function shopWith(props: HeliographProps, stack = shop()) {
  return { stack, heliograph: new Heliograph(stack, 'Notifications', { bundles: await bundlesOnce(), ...props }) };
}

describe('Heliograph in somebody else’s stack', () => {
  it('nests its stacks under ids of its own, and gives grants, alarms and metrics', async () => {
    const { stack, heliograph } = await shopWith({ platformSecrets });
    const caller = new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    heliograph.grantPublish(caller);
    expect(heliograph.alarms.length).toBeGreaterThan(100);
    const failed = heliograph.platformMetric('DeliveriesFailed', 'FCM');
    failed.createAlarm(stack, 'Many', { threshold: 1, evaluationPeriods: 1 });

    const template = Template.fromStack(stack);
    const nested = Object.keys(template.findResources('AWS::CloudFormation::Stack'));
    expect(nested).toContain('NotificationsStorage');
    expect(nested.filter((id) => !id.startsWith('Notifications'))).toEqual([]);
    expect(template.toJSON().Outputs).toBeUndefined();
    const fields = JSON.stringify(template.findResources('AWS::IAM::Policy')).match(/fields\/\w+/g);
    expect(fields).toContain('fields/publish');
    expect(fields).not.toContain('fields/requireStepUp');
    expect(fields).not.toContain('fields/reportDeliveries');
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'DeliveriesFailed',
      Dimensions: Match.arrayWith([{ Name: 'Platform', Value: 'FCM' }]),
    });
  });

  it('takes an attribute of another resource where a setting is text', async () => {
    const stack = shop();
    const topic = new Topic(stack, 'Told');
    const { heliograph } = await shopWith({ platformSecrets, alarmTopicArn: topic.topicArn }, stack);
    const [alarm] = heliograph.alarms;
    expect(alarm).toBeDefined();
    const [{ Properties } = { Properties: undefined }] = Object.values(
      Template.fromStack(Stack.of(alarm ?? stack)).findResources('AWS::CloudWatch::Alarm'),
    );
    const actions = JSON.stringify(Properties?.AlarmActions);
    expect(actions).toContain('Ref');
    expect(actions).toContain('Told');
  });

  it('says which property is wrong, and what it allows', async () => {
    await expect(shopWith({ platformSecrets, devicesPerUser: 0 })).rejects.toThrow(
      'The property devicesPerUser is 0; it is a whole number from 1 to 100.',
    );
    await expect(shopWith({})).rejects.toThrow('The property platformSecrets is undefined; it is an object');
  });
});
