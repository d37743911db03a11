import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';
import { faultOfWebhookUrl } from './webhook-url.ts';

const octet = fc.integer({ min: 0, max: 255 });
const word = fc.integer({ min: 0, max: 0xffff });

/** IPv4 addresses that lead inside, as numbers. */
const inside = fc
  .oneof(
    fc.tuple(fc.constant(10), octet, octet, octet),
    fc.tuple(fc.constant(127), octet, octet, octet),
    fc.tuple(fc.constant(0), octet, octet, octet),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
    fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
    fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
    fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
    fc.constantFrom([169, 254, 169, 254], [169, 254, 170, 2]),
  )
  .map((octets) => octets as [number, number, number, number]);

const dotted = (octets: readonly number[]) => octets.join('.');
const numberOf = (octets: readonly number[]) => octets.reduce((sum, part) => sum * 256 + part, 0);
const hex = (value: number) => value.toString(16);
const wordsOf = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;

/** Ways to write an IPv4 address that a URL takes. */
const URL_FORMS: readonly ((octets: readonly number[]) => string)[] = [
  dotted,
  (octets) => String(numberOf(octets)),
  (octets) => `0x${hex(numberOf(octets))}`,
  (octets) => octets.map((part) => `0x${hex(part)}`).join('.'),
  (octets) => octets.map((part) => `0${part.toString(8)}`).join('.'),
  ([a = 0, b = 0, c = 0, d = 0]) => `${a}.${b}.${c * 256 + d}`,
  ([a = 0, ...rest]) => `${a}.${numberOf(rest)}`,
  (octets) => `${dotted(octets)}.`,
];

/** IPv6 addresses that stand for an IPv4 address, or carry one to where it is unpacked. */
const EMBEDDED: readonly ((octets: readonly number[]) => string)[] = [
  (octets) => `::${dotted(octets)}`,
  (octets) => `::ffff:${dotted(octets)}`,
  (octets) => `0:0:0:0:0:ffff:${wordsOf(octets)}`,
  (octets) => `::ffff:0:${dotted(octets)}`,
  (octets) => `64:ff9b::${dotted(octets)}`,
  (octets) => `64:ff9b:1::${dotted(octets)}`,
  (octets) => `2002:${wordsOf(octets)}::1`,
  (octets) => `2001:0:4136:e378:8000:63bf:${wordsOf(octets.map((part) => 255 - part))}`,
];

describe('a public address', () => {
  test.each(['8.8.8.8', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '192.167.1.1', '223.255.255.255'])(
    'is %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each(['2606:4700::6810:84e5', '2a00:1450:4001:81b::200e', '2001:4860:4860::8888', '2600:1f18::1'])(
    'is %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'fd00:ec2::23',
    'fec0::1',
    'ff02::1',
    '100::1',
    '2001:db8::1',
    '3fff::1',
    '2001:2::1',
    '5f00::1',
    '192.0.0.192',
    '192.88.99.1',
    '198.19.255.255',
    '203.0.113.9',
    'localhost',
    '',
    '8.8.8',
    '08.8.8.8',
  ])('is not %s', (address) => expect(isPublicAddress(address)).toBe(false));

  test('is none that leads inside, in whatever IPv6 address it hides', () => {
    fc.assert(
      fc.property(inside, fc.constantFrom(...EMBEDDED), (octets, embed) => {
        expect([isPublicAddress(dotted(octets)), isPublicAddress(embed(octets))]).toEqual([false, false]);
      }),
    );
  });

  test('is none outside of 2000::/3', () => {
    const first = fc.oneof(fc.integer({ min: 0, max: 0x1fff }), fc.integer({ min: 0x4000, max: 0xffff }));
    fc.assert(
      fc.property(first, fc.array(word, { minLength: 7, maxLength: 7 }), (start, rest) => {
        expect(isPublicAddress([start, ...rest].map(hex).join(':'))).toBe(false);
      }),
    );
  });
});

describe('the URL of a webhook', () => {
  test('is refused when its host is an inside address, however it is written', () => {
    fc.assert(
      fc.property(inside, fc.constantFrom(...URL_FORMS), (octets, write) => {
        expect(faultOfWebhookUrl(`https://${write(octets)}/hook`, false)).toBe('must lead to a public address');
      }),
    );
    fc.assert(
      fc.property(inside, fc.constantFrom(...EMBEDDED), (octets, embed) => {
        expect(faultOfWebhookUrl(`https://[${embed(octets)}]/hook`, false)).toBe('must lead to a public address');
      }),
    );
  });

  test.each([
    'https://example.com/hook',
    'https://example.com:443/',
    'https://8.8.8.8/',
    'https://[2606:4700::1]/?a=b',
  ])('may be %s', (url) => expect(faultOfWebhookUrl(url, false)).toBeUndefined());

  test.each([
    ['http://example.com/', 'must be an https URL'],
    ['ftp://example.com/', 'must be an https URL'],
    ['file:///etc/passwd', 'must be an https URL'],
    ['https://user@example.com/', 'must hold no credentials'],
    ['https://:secret@example.com/', 'must hold no credentials'],
    ['https://example.com:8443/', 'must use port 443'],
    ['https://example.com:22/', 'must use port 443'],
    ['https://localhost/', 'must lead to a public address'],
    ['https://intranet/', 'must lead to a public address'],
    ['/hook', 'must be an absolute URL'],
  ])('may not be %s', (url, fault) => expect(faultOfWebhookUrl(url, false)).toBe(fault));

  test.each(['http://127.0.0.1:8080/hook', 'http://localhost:8080/', 'https://[::1]:8443/'])(
    'may be %s only where loopback is allowed',
    (url) =>
      expect([faultOfWebhookUrl(url, true), faultOfWebhookUrl(url, false) !== undefined]).toEqual([undefined, true]),
  );

  test.each([
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'https://192.168.0.1/',
    'ftp://127.0.0.1/',
  ])('may not be %s, even where loopback is allowed', (url) => expect(faultOfWebhookUrl(url, true)).toBeDefined());
});

test('loopback is 127.0.0.0/8 and ::1, and no address that embeds them', () => {
  expect(['127.0.0.1', '127.255.0.1', '::1'].map(isLoopbackAddress)).toEqual([true, true, true]);
  expect(['128.0.0.1', '::', '64:ff9b::7f00:1', '::1%lo', 'localhost'].map(isLoopbackAddress)).toEqual(
    Array.from({ length: 5 }, () => false),
  );
});
