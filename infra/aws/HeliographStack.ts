import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Heliograph } from './Heliograph.ts';
import { installationId } from './settings/InstallationSettings.ts';
import { readSettings } from './settings/readSettings.ts';
import type { Bundles } from './shared/Bundles.ts';

export interface HeliographStackProps extends StackProps {
  readonly bundles: Bundles;
}

/** Heliograph alone in a stack, by the settings of `cdk.json`. */
export class HeliographStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, ...props }: HeliographStackProps) {
    const settings = readSettings(scope.node);
    super(scope, id, {
      stackName: installationId(settings),
      terminationProtection: settings.deletionProtection,
      ...props,
    });
    // Logical ids leave `Default` out.
    const { outputs } = new Heliograph(this, 'Default', { ...settings, bundles });
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
