import type { AwsCaller } from '../platform/AwsApi.ts';
import { AwsError } from '../platform/AwsError.ts';
import type { Principal } from '../platform/Principal.ts';

/**
 * Encrypts for `principal` as SNS and SQS do: it must be allowed to generate a data key and to decrypt it.
 * Rejects with KMS's AwsError, named by `errorName`, such as `KMSAccessDenied`.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export async function useKey(
  aws: AwsCaller,
  principal: Principal,
  keyId: string,
  errorName: (kmsError: string) => string,
): Promise<void> {
  try {
    const { CiphertextBlob = null } = await aws.call(principal, 'kms', 'GenerateDataKey', {
      KeyId: keyId,
      KeySpec: 'AES_256',
    });
    await aws.call(principal, 'kms', 'Decrypt', { CiphertextBlob });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(errorName(error.code), error.message, { status: 400 });
  }
}
