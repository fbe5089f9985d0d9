import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { LambdaFunction } from './LambdaFunction.ts';
import type { PlatformApplications } from './PlatformApplications.ts';
import type { Storage } from './Storage.ts';

export interface DevicesProps {
  readonly bundles: string;
  readonly storage: Storage;
  readonly platforms: PlatformApplications;
}

/** Registering devices. */
export class Devices extends Construct {
  readonly registerDevice: LambdaFunction;

  constructor(scope: Construct, id: string, { bundles, storage, platforms }: DevicesProps) {
    super(scope, id);
    const environment = { DEVICES_TABLE: storage.devices.tableName, ...platforms.environment };
    this.registerDevice = new LambdaFunction(this, 'RegisterDevice', { name: 'registerDevice', bundles, environment });
    platforms.grantApplications(this.registerDevice, 'sns:CreatePlatformEndpoint');
    platforms.grantEndpoints(
      this.registerDevice,
      'sns:GetEndpointAttributes',
      'sns:SetEndpointAttributes',
      'sns:DeleteEndpoint',
    );
    this.registerDevice.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
        resources: [storage.devices.tableArn],
      }),
    );
  }
}
