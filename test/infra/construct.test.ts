import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { describe, expect, it } from 'vitest';
import { Heliograph, type HeliographProps } from '../../infra/aws/index.ts';
import { bundlesOnce } from './appWith.ts';

const platformSecrets = { FCM: 'shop/fcm' };

async function shopWith(props: HeliographProps) {
  const outdir = join(temporaryFolder('shop'), 'cdk.out');
  const stack = new Stack(new App({ analyticsReporting: false, outdir }), 'Shop');
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

  it('says which property is wrong, and what it allows', async () => {
    await expect(shopWith({ platformSecrets, devicesPerUser: 0 })).rejects.toThrow(
      'The property devicesPerUser is 0; it is a whole number from 1 to 100.',
    );
    await expect(shopWith({})).rejects.toThrow('The property platformSecrets is undefined; it is an object');
  });
});
