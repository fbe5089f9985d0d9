import { NestedStack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The stack of one capability, nested in Heliograph's. Its id begins the names of its resources, so keep it short. */
export class CapabilityStack extends NestedStack {
  constructor(scope: Construct, id: string, description: string) {
    super(scope, id, { description: `Heliograph: ${description}` });
    // CDK's own is `<id>NestedStack<id>NestedStackResource<hash>`, which leaves no room in the names of roles.
    this.nestedStackResource?.overrideLogicalId(id);
  }
}
