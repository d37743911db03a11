/**
 * The memory of a Lambda function in MiB, as Terraform declares it in `infra/functions.tf`.
 * @throws when it is not declared there
 */
export function declaredMemoryMib(terraform: string, functionName: string): number {
  const [, declaration] = terraform.split(new RegExp(`^ {4}${functionName} = \\{$`, 'm'));
  const memory = declaration?.split(/^ {4}\}$/m)[0]?.match(/^ +memory_mib += (\d+)$/m)?.[1];
  if (memory === undefined) throw new Error(`No memory is declared for the function ${functionName}`);
  return Number(memory);
}
