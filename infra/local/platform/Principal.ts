/** The maker of a call. Permissions are evaluated for it. */
export type Principal =
  | { readonly kind: 'root' }
  | {
      readonly kind: 'role';
      /** `arn:aws:iam::<account>:role/<name>` */
      readonly roleArn: string;
      readonly sessionName: string;
    }
  | {
      readonly kind: 'service';
      /** Such as `sns.amazonaws.com`. Only a resource's own policy can allow a service principal. */
      readonly service: string;
      /** `aws:SourceArn` for conditions. */
      readonly sourceArn?: string;
    }
  | { readonly kind: 'anonymous' };

/**
 * Returns the caller's name in AWS's AccessDenied messages: `arn:aws:sts::<account>:assumed-role/<role>/<session>` for
 * a role.
 */
export function principalArn(principal: Principal, accountId: string): string {
  switch (principal.kind) {
    case 'root':
      return `arn:aws:iam::${accountId}:root`;
    case 'role':
      return `arn:aws:sts::${accountId}:assumed-role/${principal.roleArn.split('/').at(-1)}/${principal.sessionName}`;
    case 'service':
      return principal.service;
    case 'anonymous':
      return 'anonymous';
  }
}
