/**
 * Stands in for `@aws-sdk/credential-provider-node` in the functions' bundles. Lambda gives credentials by the
 * environment, and the configuration passes those to every client; profiles, SSO, web identity and metadata services
 * would only be a third of each bundle.
 */
export const defaultProvider = () => (): Promise<never> =>
  Promise.reject(new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set: Lambda sets them'));
