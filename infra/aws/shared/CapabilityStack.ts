import { NestedStack, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The stack of one capability, nested in Heliograph's. Its id begins the names of its resources, so keep it short. */
export class CapabilityStack extends NestedStack {
  constructor(scope: Construct, id: string, description: string) {
    super(scope, id, { description: `Heliograph: ${description}` });
    // CDK's own is `<id>NestedStack<id>NestedStackResource<hash>`, which leaves no room in the names of roles.
    this.nestedStackResource?.overrideLogicalId(`${placeOf(scope)}${id}`);
  }
}

/** Where in a stack of other things the construct stands: nothing for Heliograph's own stack. */
function placeOf(scope: Construct): string {
  const from = Stack.of(scope).node.scopes.length;
  const ids = scope.node.scopes.slice(from).map(({ node }) => node.id);
  return ids
    .filter((id) => id !== 'Default')
    .join('')
    .replaceAll(/[^A-Za-z0-9]/g, '');
}
