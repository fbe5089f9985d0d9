/** Who makes a call. Permissions are evaluated against this and nothing else. */
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
      /** Such as `sns.amazonaws.com`. A service principal is allowed only by a resource's own policy. */
      readonly service: string;
      /** Answers `aws:SourceArn` conditions. */
      readonly sourceArn?: string;
    }
  | { readonly kind: 'anonymous' };

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>` for a role, as AWS's AccessDenied messages name the caller. */
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
