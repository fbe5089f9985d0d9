import { Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Acknowledges cdk-nag's finding on a construct and its parts, with the reason why it is no fault here. */
export function acknowledge(construct: Construct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason });
}

/** Acknowledges that a role's permission is for all resources like this pattern. */
export function acknowledgePattern(role: Construct, pattern: string, reason: string): void {
  // cdk-nag names the pattern as the template has it. It is known when the CDK validates.
  role.node.addValidation({
    validate: () => {
      acknowledge(role, `AwsSolutions-IAM5[Resource::${flat(Stack.of(role).resolve(pattern))}]`, reason);
      return [];
    },
  });
}

/** A resolved text in cdk-nag's writing: references as `<name>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': joined } = value as { Ref?: string; 'Fn::Join'?: readonly [string, readonly unknown[]] };
  if (Ref !== undefined) return `<${Ref}>`;
  if (joined !== undefined) return joined[1].map(flat).join(joined[0]);
  throw new Error(`A pattern of resources has ${JSON.stringify(value)}, which acknowledgePattern cannot write.`);
}
