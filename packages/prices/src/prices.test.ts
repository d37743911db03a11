import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { PRICES } from './index.ts';

const { asOf, region, currency, note, ...services } = PRICES;

describe('the price file', () => {
  test('says of when, where and in what it is', () => {
    expect(new Date(asOf).toISOString().slice(0, 10)).toBe(asOf);
    expect([region, currency]).toEqual(['us-east-1', 'USD']);
    expect(note).toMatch(/free tiers/);
  });

  test.each(Object.entries(services))('names a page of AWS for %s, and the unit of each number', (_, service) => {
    const { page, ...numbers } = service;
    expect(page).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z/0-9-]+\/pricing\/([a-z-]+\/)?$/);
    for (const [name, number] of Object.entries(numbers)) {
      expect(name).toMatch(/^(usdPer|kibPer|free|minBilledSeconds$|minSpotDiscount$|maxSpotDiscount$)/);
      expect(number).toBeGreaterThanOrEqual(0);
    }
  });

  test('agrees with what docs/operations.md reckons an idle environment by', () => {
    const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
    const { network, cloudWatch, dynamoDbOnDemand, sqs, s3Standard } = PRICES;
    for (const quoted of [
      `NAT gateway, 1 × $${network.usdPerNatGatewayHour}/h`,
      `public IPv4 address, 1 × $${network.usdPerPublicIpv4Hour}/h`,
      `2 zones × $${network.usdPerInterfaceEndpointZoneHour}/h`,
      `metrics × $${cloudWatch.usdPerAlarmMetricMonth.toFixed(2)}`,
      `read units × $${dynamoDbOnDemand.usdPerMillionReadUnits}/M`,
      `$${cloudWatch.usdPerGbLogged.toFixed(2)}/GB`,
      `empty receives × $${sqs.usdPerMillionStandardRequests.toFixed(2)}/M`,
      `payloads $${s3Standard.usdPerGbMonth} per GB`,
    ]) {
      expect(page).toContain(quoted);
    }
  });
});
