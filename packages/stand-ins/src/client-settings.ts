/** What every SDK client of the stand-ins needs. */
export interface ClientSettings {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: Credentials;
}

/** Known to nobody but this machine: the stand-ins listen on loopback only. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const REGION = 'us-east-1';
export const CREDENTIALS: Credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-access-key' };

export const clientSettings = (endpoint: string): ClientSettings => ({
  region: REGION,
  endpoint,
  credentials: CREDENTIALS,
});
